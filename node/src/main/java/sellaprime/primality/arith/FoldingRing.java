package sellaprime.primality.arith;

import java.math.BigInteger;

/**
 * Arithmetic modulo a number of {@link SpecialForm}, on {@link BigInteger}: the reduction costs
 * little beside the product.
 */
public final class FoldingRing extends BigIntegerRing {

  private final SpecialForm form;
  private final BigInteger k;

  /** Prepares the modulus {@code form.number()}. */
  public FoldingRing(SpecialForm form) {
    super(form.number());
    this.form = form;
    this.k = BigInteger.valueOf(form.k());
  }

  @Override
  BigInteger reduce(BigInteger x) {
    int p = form.p();
    BigInteger high = x.shiftRight(p);
    BigInteger low = x.subtract(high.shiftLeft(p));
    if (form.k() != 1) {
      BigInteger[] parts = high.divideAndRemainder(k);
      high = parts[0];
      low = low.add(parts[1].shiftLeft(p));
    }
    return form.c() > 0 ? difference(low, high) : sum(low, high);
  }
}
