package sellaprime.primality.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one width of vectors that this process uses. Two widths in one JVM can make C2 of JDK 17 fall
 * back to boxed vectors, twenty times slower, so nothing else chooses a species.
 */
final class Species {

  /**
   * The width in bits instead of the CPU's own, for tests of the other widths: {@code
   * -Dsellaprime.vectorBits=512}. Slow where the CPU does not have it.
   */
  private static final int FORCED_BITS = Integer.getInteger("sellaprime.vectorBits", 0);

  static final VectorSpecies<Double> DOUBLES =
      switch (FORCED_BITS) {
        case 128 -> DoubleVector.SPECIES_128;
        case 256 -> DoubleVector.SPECIES_256;
        case 512 -> DoubleVector.SPECIES_512;
        default -> DoubleVector.SPECIES_PREFERRED;
      };
  static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, DOUBLES.vectorShape());

  /** Numbers that fit side by side: 2, 4 or 8. */
  static final int LANES = DOUBLES.length();

  private Species() {}
}
