/**
 * What the tests share: clusters in this JVM, a clock that is turned by hand, stand-ins for the
 * tables, and random sources that tell their seed.
 */
@NullMarked
package sellaprime.testkit;

import org.jspecify.annotations.NullMarked;
