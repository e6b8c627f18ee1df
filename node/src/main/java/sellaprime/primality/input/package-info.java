/**
 * Numbers as people write them: decimal, hexadecimal, or an expression such as {@code 2^127-1}.
 *
 * <p>The text is untrusted. It is read strictly; the size of every intermediate result is bounded
 * before anything is computed, so that {@code 9^9^9^9} costs its writer an error message and the
 * node nothing. Every refusal is a {@link sellaprime.primality.input.BadNumberException} that says
 * what, where, and what to do.
 */
@NullMarked
package sellaprime.primality.input;

import org.jspecify.annotations.NullMarked;
