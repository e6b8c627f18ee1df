/**
 * Arithmetic below the tests: {@link sellaprime.primality.arith.Ring}s, which compute modulo one n,
 * of several kinds, and {@link sellaprime.primality.arith.Rings}, which picks one by size; the
 * Jacobi symbol, squares; and the {@link sellaprime.primality.arith.Watch} that every long loop
 * polls.
 *
 * <p>Kinds from other packages ({@code vector}, {@code gmp}) are found by {@link
 * java.util.ServiceLoader}, as {@link sellaprime.primality.arith.RingFactory}.
 */
@NullMarked
package sellaprime.primality.arith;

import org.jspecify.annotations.NullMarked;
