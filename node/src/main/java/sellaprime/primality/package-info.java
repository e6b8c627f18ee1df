/**
 * The primality engine: a number goes in, a {@link sellaprime.primality.Verdict} comes out.
 *
 * <p>It knows nothing of the grid, so that it can be lifted out and used by itself. It needs {@code
 * java.*} and jspecify's annotations; two parts, which may be missing at run time, need more:
 * {@code vector} the module {@code jdk.incubator.vector}, {@code gmp} JNA and libgmp.
 *
 * <p>The packages look only downwards:
 *
 * <ul>
 *   <li>{@code search}: next, previous, random and safe primes; stands on this package.
 *   <li>this package: picks the route for a number.
 *   <li>{@code proof}: special forms, proofs by the factors of n - 1 and n + 1, certificates; looks
 *       at {@code chain}, {@code word}, {@code arith}.
 *   <li>{@code chain}: long computations that check themselves and can be resumed; looks at {@code
 *       gmp}, {@code probable}, {@code arith}.
 *   <li>{@code bulk}: many numbers side by side; looks at {@code probable}, {@code arith}.
 *   <li>{@code probable}: probable-prime tests, trial division; looks at {@code arith}, {@code
 *       word}.
 *   <li>{@code vector}: rings, lanes and a filter in vector registers, loaded by name only; looks
 *       at {@code bulk}, {@code word}, {@code arith}.
 *   <li>{@code gmp}: rings on libgmp; looks at {@code arith}.
 *   <li>{@code arith}: rings and their choice, Jacobi symbol, squares, the watch; looks at {@code
 *       word}.
 *   <li>{@code word}: numbers below 2<sup>64</sup>; looks at nothing.
 *   <li>{@code input}: numbers as people write them; stands alone.
 * </ul>
 *
 * <p><b>Guarantees.</b> Composite is always certain; prime is said only of what is proved.
 * Everything is stateless and thread-safe, and every long computation polls a {@link
 * sellaprime.primality.arith.Watch}. Nothing here runs in constant time: do not test secrets where
 * an attacker can measure.
 */
@NullMarked
package sellaprime.primality;

import org.jspecify.annotations.NullMarked;
