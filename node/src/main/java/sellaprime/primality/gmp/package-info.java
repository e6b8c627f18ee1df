/**
 * Long numbers by the GNU multiple-precision library (libgmp), where the machine has it.
 *
 * <p>The only package of the engine that leaves the JVM, and only through {@link
 * sellaprime.primality.gmp.Gmp}, which also says why it is not available. Nothing here is needed: a
 * machine without libgmp, or without JNA's native part, takes the pure-Java rings of {@code arith}.
 *
 * <p>All memory is direct buffers of the JDK: counted against its limit, freed with the objects
 * that use it.
 */
@NullMarked
package sellaprime.primality.gmp;

import org.jspecify.annotations.NullMarked;
