package sellaprime.primality.arith;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A factory put together from its parts, and the kinds that need nothing but the JDK, with their
 * costs as measured (JDK 17, AMD Zen 3 at 3.2 GHz).
 *
 * @param fewestBits of a supported modulus
 * @param mostBits of a supported modulus
 */
record RingKind(
    String name,
    @Nullable String whyNot,
    int fewestBits,
    int mostBits,
    IntToDoubleFunction nanos,
    Function<BigInteger, Ring<?>> constructor)
    implements RingFactory {

  static final RingKind LIMBS =
      new RingKind(
          "limbs", null, 2, LimbRing.MAX_BITS, bits -> 10 + 0.000_47 * bits * bits, LimbRing::new);

  static final RingKind JDK =
      new RingKind(
          "jdk", JdkRing.whyNot(), 2, JdkRing.MAX_BITS, RingKind::intrinsicNanos, JdkRing::new);

  /** From here on two products by Karatsuba's method can be cheaper than a division. */
  static final RingKind BARRETT =
      new RingKind(
          "barrett",
          null,
          4096,
          Integer.MAX_VALUE,
          bits -> 15_000 * Math.pow(bits / 4096.0, 1.63),
          BarrettRing::new);

  static final RingKind PLAIN =
      new RingKind(
          "plain",
          null,
          2,
          Integer.MAX_VALUE,
          bits -> 300 + 25_000 * Math.pow(bits / 4096.0, 1.55),
          PlainRing::new);

  static final List<RingFactory> BUILT_IN = List.of(LIMBS, JDK, BARRETT, PLAIN);

  private static double intrinsicNanos(int bits) {
    double words = bits / 64.0; // not rounded up: the choice would flip to and fro between sizes
    return 60 + 1.35 * words * words;
  }

  @Override
  public boolean supports(int bits) {
    return fewestBits <= bits && bits <= mostBits;
  }

  @Override
  public double squareNanos(int bits) {
    return nanos.applyAsDouble(bits);
  }

  @Override
  public Ring<?> create(BigInteger n) {
    return constructor.apply(n);
  }
}
