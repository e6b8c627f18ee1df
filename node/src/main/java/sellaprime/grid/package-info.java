/**
 * The grid, put together: {@link sellaprime.grid.GridNode} starts Ignite from {@code
 * ignite-config/} and connects the packages below. Follow a job through them: {@code gateway}
 * accepts, {@code balance} picks a tester, {@code jobs} remembers, {@code tester} works, {@code
 * recovery} steps in when a tester is gone.
 *
 * <p><b>Roles.</b> A {@link sellaprime.grid.GridNode} is a keeper: an Ignite server with copies of
 * all jobs. A {@link sellaprime.grid.TesterNode} is an Ignite client with the {@code tester} alone.
 * {@link sellaprime.grid.RejoiningNode} and {@link sellaprime.grid.RejoiningTester} put a new one
 * in the place of one that was cut off.
 *
 * <p><b>Why a tester cannot do harm.</b> It changes jobs only as keepers do, by compare-and-set on
 * (owner, attempt), ruled on at a keeper. It is an owner under an id that no other run of it has.
 * So whatever it missed, believes or does late, its changes are refused or equal. It cannot leave a
 * job behind either: an owner whose node is not in the cluster, or whose load row stands still, is
 * dead to the keepers, and they move its jobs. What is left is a job that it owns, while it lives,
 * and does not know of; therefore it asks for those every few sweeps.
 *
 * <p><b>Threads of a tester.</b> Notes come in Ignite's threads and only enqueue. Reads and writes
 * go to a keeper and block: workers and the sweeper do them, never a note. A thread of {@code
 * RejoiningTester} alone starts and stops nodes; {@code leave} may be called beside it, and is cut
 * short when Ignite stops under it.
 */
@NullMarked
package sellaprime.grid;

import org.jspecify.annotations.NullMarked;
