/**
 * What every node remembers: the replicated job cache and the replicated load cache.
 *
 * <p><b>Guarantees.</b> When a change is reported as applied, every live node has stored it
 * (FULL_SYNC). Changes are made only by {@link sellaprime.job.JobTransitions}, on the primary copy
 * of the entry, under its lock. Listeners see every change on every node, in order for one job.
 *
 * <p><b>Not guaranteed.</b> Listeners miss what reaches a node by rebalancing, and may miss changes
 * around a node's death. Whoever relies on them also scans now and then (see {@code
 * grid.recovery}).
 *
 * <p><b>Memory.</b> Outcomes expire, and beyond a number the oldest go ({@link
 * sellaprime.grid.jobs.OutcomeLimit}); unfinished jobs stay, and are counted ({@link
 * sellaprime.grid.jobs.Backlog}) for whoever lets new ones in.
 *
 * <p><b>Failures.</b> Ignite may apply one change twice when a primary dies; the second finds the
 * job changed already and changes nothing. A change that cannot be stored fails with {@link
 * sellaprime.grid.jobs.StoreUnavailableException}, and it is then unknown whether it was: repeating
 * is safe.
 *
 * <p><b>Threads.</b> Listeners run in Ignite's threads under the entry's lock: they may only take a
 * note. A group commit has one thread per lane, which alone writes to the cache; callers get
 * futures.
 */
@NullMarked
package sellaprime.grid.jobs;

import org.jspecify.annotations.NullMarked;
