/**
 * When a tester is gone: its jobs go to the living.
 *
 * <p>Recovery looks at the <em>state</em> (jobs whose owner is not a live tester), not at events. A
 * node's departure, or a tester's, only wakes it early; a sweep every two seconds does the same for
 * what no event told.
 *
 * <p><b>Guarantees.</b> Of several survivors one moves a given job: the winner of a rendezvous hash
 * of the job id over the live nodes. Should they disagree for a moment about who is alive, two may
 * try; each move is a compare-and-set on (owner, attempt), so one succeeds. A mover that dies
 * midway is itself replaced by the next sweep.
 *
 * <p><b>Poison.</b> A job that was in a worker's hands when its tester died gets that in its
 * history, and is set aside as failed the third time. One that only waited there is innocent.
 *
 * <p><b>Threads.</b> One, for everything; never Ignite's event thread, where a cache operation can
 * hang.
 */
@NullMarked
package sellaprime.grid.recovery;

import org.jspecify.annotations.NullMarked;
