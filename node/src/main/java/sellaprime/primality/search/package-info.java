/**
 * Finding primes: the next and the previous one, random ones, random safe ones. The entrance is
 * {@link sellaprime.primality.search.PrimeSearch}.
 *
 * <p><b>How.</b> Cheap arithmetic with small primes removes most composites; a {@link
 * sellaprime.primality.search.BulkTester} looks at the rest, in batches if it likes; the full test
 * of {@link sellaprime.primality.Primality} has the last word on what is returned. How many small
 * primes are worth while is computed from the costs, in {@link
 * sellaprime.primality.search.SieveBound}.
 *
 * <p><b>Uniformity.</b> Random primes are exactly uniform among the primes of their size, and so
 * are safe primes below {@value sellaprime.primality.search.PrimeSearch#LINE_FROM_BITS} bits and
 * longer ones when asked for; see {@link sellaprime.primality.search.IndependentDraws}. Longer safe
 * primes come from {@link sellaprime.primality.search.RandomLine}, which says what holds there.
 *
 * <p>Randomness comes only from the generator that the caller hands in; its quality is the caller's
 * matter.
 */
@NullMarked
package sellaprime.primality.search;

import org.jspecify.annotations.NullMarked;
