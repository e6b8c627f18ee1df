@NullMarked
package sellaprime.grid.sale;

import org.jspecify.annotations.NullMarked;
