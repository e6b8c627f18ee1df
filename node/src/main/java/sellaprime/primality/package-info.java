/**
 * The primality engine: a number goes in, a {@link sellaprime.primality.Verdict} comes out.
 *
 * <p>It knows nothing of the grid and imports only {@code java.*}, so that it can be lifted out and
 * used by itself. The packages below it look only downwards: {@code primality} to {@code probable}
 * to {@code arith}; {@code input}, which reads numbers as people write them, stands alone.
 *
 * <p><b>Guarantees.</b> Composite is always certain; prime is said only of what is proved.
 * Everything is stateless and thread-safe, and every long computation polls a {@link
 * sellaprime.primality.arith.Watch}. Nothing here runs in constant time: do not test secrets where
 * an attacker can measure.
 */
@NullMarked
package sellaprime.primality;

import org.jspecify.annotations.NullMarked;
