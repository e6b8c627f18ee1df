/**
 * The public API of a sellaprime cluster for Java callers: tests of primality as jobs that survive
 * the death of any node.
 *
 * <p><b>For callers:</b> {@link sellaprime.client.PrimesClient}. <b>For the cluster:</b> {@link
 * sellaprime.client.PrimesService}, the service that every node deploys and the client calls
 * through Ignite's thin client; with its values {@link sellaprime.client.Reply}, {@link
 * sellaprime.client.JobInfo} and {@link sellaprime.client.Verdict}.
 *
 * <p><b>Guarantees.</b> An accepted job gets exactly one recorded outcome, the same at every node.
 * A job's id is made by its caller, so whatever is repeated after a failure is the same job. The
 * client forgets no call while it runs: it repeats what has no reply, at any living node.
 *
 * <p><b>Not guaranteed.</b> That a job is computed only once. That an answer is kept for ever: the
 * cluster says NOT_FOUND of those that have expired.
 *
 * <p><b>Failures.</b> {@link sellaprime.client.PrimesClientException} and its subclasses tell which
 * job is meant, what is known of it, and whether the same call may be made again.
 *
 * <p><b>Flags.</b> Ignite's thin client reaches into the JDK. A program that uses it needs, on its
 * command line or as {@code Add-Opens} in the manifest of its main jar:
 *
 * <pre>{@code
 * --add-opens=java.base/java.nio=ALL-UNNAMED
 * }</pre>
 *
 * and from JDK 24 on {@code --sun-misc-unsafe-memory-access=allow}, against a warning. Nothing is
 * printed; what the client does is told to {@link java.lang.System.Logger} at level DEBUG.
 */
@NullMarked
package sellaprime.client;

import org.jspecify.annotations.NullMarked;
