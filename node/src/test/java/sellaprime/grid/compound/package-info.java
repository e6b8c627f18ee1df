@NullMarked
package sellaprime.grid.compound;

import org.jspecify.annotations.NullMarked;
