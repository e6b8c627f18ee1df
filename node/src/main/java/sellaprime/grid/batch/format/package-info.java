/**
 * The formats in which lists of numbers come, recognised by what is in them.
 *
 * <p>Whatever the format, a {@link sellaprime.grid.batch.format.LineSource} gives a line of the
 * form of {@link sellaprime.grid.chunk.Lines} for each line that it reads, an empty one for
 * headers, comments and blank lines; so lines keep their numbers. Nothing is computed here: whether
 * an expression makes sense is seen where it is tested.
 *
 * <p>Bounded: one line is held, of a length that has a limit.
 */
@NullMarked
package sellaprime.grid.batch.format;

import org.jspecify.annotations.NullMarked;
