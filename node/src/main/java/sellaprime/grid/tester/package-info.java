/**
 * Work: one tester per node, with a queue of its own and a worker per core.
 *
 * <p>{@link sellaprime.grid.tester.TesterService} is Ignite's node singleton; it runs one {@link
 * sellaprime.grid.tester.Tester} after another, each a new incarnation with a new id and so a new
 * owner of jobs. A tester learns of its jobs from the change notes of the job cache, and from the
 * sweep what a note missed.
 *
 * <p><b>A hand.</b> A worker takes one job at a time, or a handful of tiny ones, and before it
 * starts has its tester write their ids into its load row on every node. So when the node dies, the
 * survivors know which jobs were in a worker's hands and which only waited. A job that was in hand
 * when a tester died is from then on taken alone.
 *
 * <p><b>Order.</b> Short jobs first, callers in turn, and nothing waits for ever; two lanes beside
 * the workers serve short jobs while all workers are busy with long ones: {@link
 * sellaprime.grid.tester.TesterQueue}.
 *
 * <p><b>Hangs.</b> A test that gives no sign of life within its {@link
 * sellaprime.grid.tester.Patience} costs its worker too: that is abandoned with its thread, and the
 * job is tried elsewhere.
 *
 * <p><b>Guarantees.</b> A job is answered, or reassigned, or left to the sweep; never dropped. A
 * job that throws costs its worker's thread, which is replaced, and no other job. A job that is
 * cancelled or over stops computing at the next poll of its token.
 *
 * <p><b>Not guaranteed.</b> That a job runs only once. Its recorded outcome is what is unique.
 *
 * <p><b>Threads.</b> Change notes arrive in Ignite's threads and only enqueue. Workers compute. The
 * service's own thread writes the load row.
 */
@NullMarked
package sellaprime.grid.tester;

import org.jspecify.annotations.NullMarked;
