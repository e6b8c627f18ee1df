/**
 * What this node saw happen in the grid lately: nodes that came and went, jobs that were handed
 * over, jobs that failed. For people who look on; nothing is decided by it.
 *
 * <p><b>Where from.</b> Discovery, and the same change notes of the replicated cache that feed the
 * index of unfinished jobs. Every node sees every change, so every node tells the same, except for
 * what was before its time. A note can be lost with a late one (see {@link
 * sellaprime.grid.jobs.UnfinishedJobs}); then one line is missing here, and nothing else is wrong.
 *
 * <p><b>Memory</b> is bounded: the last {@value sellaprime.grid.watch.GridWatch#KEPT} happenings.
 */
@NullMarked
package sellaprime.grid.watch;

import org.jspecify.annotations.NullMarked;
