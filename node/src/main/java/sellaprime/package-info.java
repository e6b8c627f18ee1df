/** A sellaprime node, put together and run. */
@NullMarked
package sellaprime;

import org.jspecify.annotations.NullMarked;
