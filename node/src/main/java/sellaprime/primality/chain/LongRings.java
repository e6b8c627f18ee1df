package sellaprime.primality.chain;

import java.math.BigInteger;
import java.util.Optional;
import sellaprime.primality.arith.FoldingRing;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Rings;
import sellaprime.primality.arith.SpecialForm;
import sellaprime.primality.gmp.Gmp;
import sellaprime.primality.gmp.GmpFoldingRing;

/** Picks the arithmetic for a long modulus: by its form, then by its size. */
public final class LongRings {

  private LongRings() {}

  /**
   * The fastest ring for long {@code n}.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   */
  public static Ring<?> of(BigInteger n) {
    Optional<SpecialForm> form = SpecialForm.of(n);
    if (form.isEmpty()) {
      return Rings.of(n);
    }
    boolean gmp = Gmp.isAvailable() && n.bitLength() <= Gmp.MAX_BITS;
    return gmp ? new GmpFoldingRing(form.get()) : new FoldingRing(form.get());
  }
}
