package sellaprime.primality.vector;

import static sellaprime.primality.vector.Species.LANES;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.Lanes;

/**
 * {@link Lanes} in vector registers. Keeps the scratch space of the last size used, so callers
 * bring numbers of one size together.
 */
public final class VectorLanes implements Lanes {

  private @Nullable LaneModuli moduli;
  private @Nullable LaneBase2 base2;
  private @Nullable LaneLucas lucas;

  @Override
  public int count() {
    return LANES;
  }

  @Override
  public Answer[] base2(BigInteger[] n, Watch watch) {
    LaneModuli fitting = fitting(n);
    LaneBase2 test = base2;
    if (test == null) {
      test = new LaneBase2(fitting);
      base2 = test;
    }
    return test.test(n, watch);
  }

  @Override
  public Answer[] lucas(BigInteger[] n, Watch watch) {
    LaneModuli fitting = fitting(n);
    LaneLucas test = lucas;
    if (test == null) {
      test = new LaneLucas(fitting);
      lucas = test;
    }
    return test.test(n, watch);
  }

  @Override
  public String describe() {
    return LANES + " lanes of " + Limbs.BITS + "-bit limbs";
  }

  private LaneModuli fitting(BigInteger[] n) {
    if (n.length != LANES) {
      throw new IllegalArgumentException(LANES + " numbers at a time, not " + n.length);
    }
    int bits = 0;
    for (BigInteger one : n) {
      if (!one.testBit(0) || one.bitLength() <= Long.SIZE) {
        throw new IllegalArgumentException("the lanes take odd numbers above 2^64");
      }
      bits = Math.max(bits, one.bitLength());
    }
    LaneModuli last = moduli;
    int limbs = Math.max(Limbs.needed(bits), ThreeLimbLadder.LIMBS);
    if (last == null || last.limbs() != limbs) {
      last = new LaneModuli(limbs);
      moduli = last;
      base2 = null;
      lucas = null;
    }
    return last;
  }
}
