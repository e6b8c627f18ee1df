/**
 * Chunks: some thousand lines of a batch, tested in one go, and how what came of them is written.
 *
 * <p>A chunk is one job. It has a line for each line that its batch was sent, in the form of {@link
 * sellaprime.grid.chunk.PackedLines}, so that the number of a line is known from its place. Its
 * finding is a {@link sellaprime.grid.chunk.ChunkResult}: one character per line.
 *
 * <p>Numbers below 2<sup>64</sup> are a hundred times cheaper to test than to put into objects, so
 * they are read from digits to eight bytes once, where they come in, and never become anything else
 * until they are told.
 */
@NullMarked
package sellaprime.grid.chunk;

import org.jspecify.annotations.NullMarked;
