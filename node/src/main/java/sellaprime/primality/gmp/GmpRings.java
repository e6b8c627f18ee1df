package sellaprime.primality.gmp;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.RingFactory;

/** The kind of ring that computes by libgmp; found by {@link java.util.ServiceLoader}. */
public final class GmpRings implements RingFactory {

  /** Called by the service loader. */
  public GmpRings() {}

  @Override
  public String name() {
    return "gmp";
  }

  @Override
  public @Nullable String whyNot() {
    return Gmp.isAvailable() ? null : Gmp.state();
  }

  @Override
  public boolean supports(int bits) {
    return bits <= Gmp.MAX_BITS;
  }

  /** Measured: three products of quadratic cost up to 2000 bits, then sub-quadratic. */
  @Override
  public double squareNanos(int bits) {
    return 600 + 6_500 * Math.pow(bits / 4096.0, bits < 20_000 ? 1.75 : 1.6);
  }

  @Override
  public Ring<?> create(BigInteger n) {
    return new GmpRing(n);
  }
}
