/**
 * Programs to start from, each in one file; {@code docs/how-to/programs.md} tells how to run them.
 */
@NullMarked
package sellaprime.examples;

import org.jspecify.annotations.NullMarked;
