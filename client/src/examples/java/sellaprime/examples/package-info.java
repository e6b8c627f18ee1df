/** Programs to start from, each in one file; {@code docs/examples.md} tells how to run them. */
@NullMarked
package sellaprime.examples;

import org.jspecify.annotations.NullMarked;
