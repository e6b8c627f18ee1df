package sellaprime.primality.vector;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.RingFactory;

/**
 * The kind of ring that computes in vector registers; found by {@link java.util.ServiceLoader}.
 * Where the JVM has no vectors this class cannot be loaded.
 */
public final class VectorRings implements RingFactory {

  /** Fewer limbs leave too many lanes idle. */
  private static final int FEWEST_BITS = 1200;

  private static final int FEWEST_LANES = 4;

  /** Called by the service loader. */
  public VectorRings() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public @Nullable String whyNot() {
    return Species.LANES < FEWEST_LANES
        ? "vector registers hold only " + Species.LANES + " doubles"
        : null;
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
