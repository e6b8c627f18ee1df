/**
 * Numbers below 2<sup>64</sup>, one by one ({@link sellaprime.primality.word.WordPrimality}) and in
 * bulk ({@link sellaprime.primality.word.WordBatch}); every answer is proved.
 *
 * <p>A number is a {@code long} read as unsigned. Three arithmetics without division do the work:
 * {@link sellaprime.primality.word.Montgomery64} is the plain one, for everybody; {@code Signed63}
 * needs no correction after a product and serves below 2<sup>63</sup>; {@code Unsigned64} serves
 * above. Nothing here allocates per number.
 */
@NullMarked
package sellaprime.primality.word;

import org.jspecify.annotations.NullMarked;
