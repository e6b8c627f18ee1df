@NullMarked
package sellaprime.grid.thin;

import org.jspecify.annotations.NullMarked;
