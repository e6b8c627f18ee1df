/**
 * Modular arithmetic in the lanes of vector registers. The only package that uses the incubator
 * module {@code jdk.incubator.vector}; nobody outside refers to it but by reflection, so that the
 * engine runs without the module.
 */
@NullMarked
package sellaprime.primality.vector;

import org.jspecify.annotations.NullMarked;
