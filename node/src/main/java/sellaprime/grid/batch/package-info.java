/**
 * Batches: lists of numbers, however long, tested by the whole grid and answered in their order.
 *
 * <p>A batch is a compound job (see {@code grid.compound}) whose parts are chunks (see {@code
 * grid.chunk}). Any node can take its lines in ({@link sellaprime.grid.batch.Feeder}), and any can
 * give its results out ({@link sellaprime.grid.batch.Results}), at the same time; neither node has
 * to be the one that oversees it ({@link sellaprime.grid.batch.BatchPlan}), nor to stay alive.
 * Nothing is ever kept of a batch but its chunks in the job cache.
 *
 * <p><b>Guarantees.</b> A line that {@link sellaprime.grid.batch.BatchView#fed} counts is stored on
 * every live node, and gets its answer whatever dies. Lines that are fed again are recognised by
 * their numbers. Results come in the order of the lines, each line once.
 *
 * <p><b>Memory.</b> A feeder holds one chunk and waits when too many are unfinished, or when the
 * job cache is 60 % full. Whoever reads the results may say up to where he has them ({@link
 * sellaprime.grid.batch.Batches#taken}): then the chunks before are thrown away, on every node, and
 * a batch without end needs no more room than its window. Otherwise they are kept, in any case to
 * the end of the batch, and after it as long as other outcomes are, up to twice that.
 *
 * <p><b>Failures.</b> A feeder that dies leaves its batch open; anybody may go on where it stopped.
 * A batch to which nobody has fed anything for as long as outcomes are kept is failed.
 *
 * <p><b>Threads.</b> A feeder and a reader of results each take the thread that calls them, and
 * block it.
 */
@NullMarked
package sellaprime.grid.batch;

import org.jspecify.annotations.NullMarked;
