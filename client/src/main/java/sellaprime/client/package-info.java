/** The public API of a sellaprime cluster for Java callers. */
@NullMarked
package sellaprime.client;

import org.jspecify.annotations.NullMarked;
