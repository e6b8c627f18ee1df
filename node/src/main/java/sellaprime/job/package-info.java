/**
 * The rules of a job: its states, its events, and what each event makes of it.
 *
 * <p>Everything here is a value or a pure function: no Ignite, no clock, no I/O. The job cache runs
 * {@link sellaprime.job.JobTransitions} inside its entry processors, so these rules are the only
 * way a job ever changes, on whatever node.
 *
 * <pre>
 *                 Reassigned (handed over, orphaned, threw)
 *                     +------+
 *                     v      |        Answered           +------+
 *   Submitted --&gt;  QUEUED ---+-------------------------&gt; | DONE |
 *                     |                                  +------+
 *                     +--- Failed, third Reassigned ---&gt; FAILED
 *                     +--- Cancelled ------------------&gt; CANCELLED
 * </pre>
 *
 * <p>That a job is <em>running</em> is not one of its stored states. It is a fact about its tester,
 * which tells it in its own load row before it starts; so a job costs two writes, not three.
 *
 * <p>How these values are written to the cache and to messages is no matter of theirs: see {@code
 * grid.jobs}.
 */
@NullMarked
package sellaprime.job;

import org.jspecify.annotations.NullMarked;
