/**
 * Primes for sale: what a caller may want ({@link sellaprime.grid.sale.Wanted}), how the search is
 * spread over all workers ({@link sellaprime.grid.sale.SalePlan}), and what a worker does with its
 * piece ({@link sellaprime.grid.sale.PieceSearch}).
 *
 * <p><b>How.</b> A random search has no memory: what was tested in vain says nothing about the
 * rest. So all workers search at once, each from a random start of its own, piece by piece; the
 * first primes are the answer, and the other pieces are cancelled. Starts are 256-bit random seeds,
 * so two pieces never share one.
 *
 * <p><b>Whatever dies.</b> The pieces are jobs, and keep what they found. A piece that was in hand
 * on a node that died is made again by another, from the same seed; that is what is lost. Who
 * oversees the sale next reads what was found, and goes on.
 *
 * <p><b>Not secret.</b> Seeds and primes pass through the memory, and with {@code --data} the disk,
 * of every node.
 */
@NullMarked
package sellaprime.grid.sale;

import org.jspecify.annotations.NullMarked;
