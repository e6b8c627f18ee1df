/**
 * Many numbers at once: same tests and same answers as one by one, but numbers of like size go
 * through the lanes of vector registers together, where the JVM has them.
 *
 * <p>The kernels implement {@link sellaprime.primality.bulk.Lanes} in a package that is only loaded
 * by name, since its module may be missing; without them numbers are tested one after another.
 */
@NullMarked
package sellaprime.primality.bulk;

import org.jspecify.annotations.NullMarked;
