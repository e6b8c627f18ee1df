/**
 * Arithmetic below the tests: powers modulo n, Montgomery products, the Jacobi symbol, squares; and
 * the {@link sellaprime.primality.arith.Watch} that every long loop polls.
 */
@NullMarked
package sellaprime.primality.arith;

import org.jspecify.annotations.NullMarked;
