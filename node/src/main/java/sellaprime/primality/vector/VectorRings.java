package sellaprime.primality.vector;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.RingFactory;

/**
 * The kind of ring that computes in vector registers; found by {@link java.util.ServiceLoader}. It
 * can be loaded without the vector module, and then says that it is not available.
 */
public final class VectorRings implements RingFactory {

  /** Fewer limbs leave too many lanes idle. */
  private static final int FEWEST_BITS = 1200;

  private static final int FEWEST_LANES = 4;

  private static final @Nullable String WHY_NOT = look();

  /** Called by the service loader. */
  public VectorRings() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public @Nullable String whyNot() {
    return WHY_NOT;
  }

  private static @Nullable String look() {
    try {
      return Species.LANES < FEWEST_LANES
          ? "vector registers hold only " + Species.LANES + " doubles"
          : null;
    } catch (LinkageError absent) {
      return "the JVM runs without the module jdk.incubator.vector";
    }
  }

  @Override
  public boolean supports(int bits) {
    return bits >= FEWEST_BITS;
  }

  /** Measured with four lanes: quadratic. */
  @Override
  public double squareNanos(int bits) {
    double perBit = bits / 4096.0;
    return 150 + 2_600 * perBit * perBit;
  }

  /** Its code is slow until the JIT has compiled it, and on some machines for ever. */
  @Override
  public boolean needsTrial() {
    return true;
  }

  @Override
  public Ring<?> create(BigInteger n) {
    return new VectorRing(n);
  }
}
