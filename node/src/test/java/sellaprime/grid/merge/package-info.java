@NullMarked
package sellaprime.grid.merge;

import org.jspecify.annotations.NullMarked;
