package sellaprime.primality.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one width of vectors that this process uses: two widths in one JVM can make C2 of JDK 17 fall
 * back to boxed vectors, twenty times slower.
 */
final class Species {

  static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  private Species() {}
}
