/**
 * Where callers come in, on every node: a number is checked, priced, admitted, assigned to a tester
 * and stored; an answer is waited for, or read later.
 *
 * <p><b>Guarantees.</b> A job is accepted when {@link sellaprime.grid.gateway.Gateway#submit}
 * completes: every live node has it. What is refused was never stored. The same id with the same
 * number is the same job, at any gateway.
 *
 * <p><b>Overload.</b> What is let in is bounded in number, in expected time, and in memory, and
 * callers have equal shares of that: {@link sellaprime.grid.gateway.Admission}. Jobs on their way
 * to the store count, so the queues of group commit are bounded by it too.
 *
 * <p><b>Not guaranteed.</b> That a refused or failed submission was not accepted after all, if the
 * failure was {@link sellaprime.grid.jobs.StoreUnavailableException}: then repeat it, with the same
 * id.
 *
 * <p><b>Threads.</b> Nothing here blocks, but for the cache's own local reads. Futures complete in
 * the gateway's notifier thread.
 */
@NullMarked
package sellaprime.grid.gateway;

import org.jspecify.annotations.NullMarked;
