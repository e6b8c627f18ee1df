package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import sellaprime.primality.gmp.Gmp;
import sellaprime.primality.gmp.GmpFoldingRing;
import sellaprime.primality.gmp.GmpRing;

/** The rings for long numbers against plain arithmetic, at long sizes and in special forms. */
class LongRingsTest {

  private static final long SEED = 20_261_124;

  @Test
  void barrettAtLongSizes() {
    atLongSizes(BarrettRing::new);
  }

  @Test
  void gmpAtLongSizes() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    atLongSizes(GmpRing::new);
  }

  @Test
  void foldingInAllForms() {
    forms().forEach(form -> agrees(new FoldingRing(form), 40));
  }

  @Test
  void gmpFoldingInAllForms() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    forms().forEach(form -> agrees(new GmpFoldingRing(form), 40));
  }

  @Test
  void squaresLessTwoAreCheckedAndRight() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    Random random = new Random(SEED);
    for (SpecialForm form : forms()) {
      BigInteger n = form.number();
      GmpFoldingRing ring = new GmpFoldingRing(form);
      for (BigInteger x : values(n, random)) {
        GmpFoldingRing.Element a = ring.element(x);
        GmpFoldingRing.Element b = ring.element(BigInteger.ZERO);
        for (int i = 0; i < 3; i++) {
          assertThat(ring.squareLessTwoChecked(b, a)).as("%s mod %s", x, form).isTrue();
          x = x.multiply(x).subtract(BigInteger.TWO).mod(n);
          assertThat(ring.value(b)).as("%s mod %s", x, form).isEqualTo(x);
          GmpFoldingRing.Element swap = a;
          a = b;
          b = swap;
        }
      }
    }
  }

  private static void atLongSizes(Function<BigInteger, Ring<?>> rings) {
    Random random = new Random(SEED);
    for (int bits : new int[] {8192, 16_384, 16_385, 40_001}) {
      BigInteger top = BigInteger.ONE.shiftLeft(bits);
      agrees(rings.apply(top.subtract(BigInteger.ONE)), 10);
      agrees(rings.apply(top.add(BigInteger.ONE)), 10);
      agrees(rings.apply(new BigInteger(bits, random).setBit(bits - 1).setBit(0)), 30);
    }
  }

  /** Every sign, one-word and two-word tops, exponents around the edges of words. */
  private static List<SpecialForm> forms() {
    List<SpecialForm> forms = new ArrayList<>();
    for (int p : new int[] {64, 65, 127, 128, 129, 191, 521, 1024, 16_383, 16_384, 16_400}) {
      for (long k : new long[] {1, 3, 12_345, (1L << 32) - 1, (1L << 62) - 1}) {
        forms.add(new SpecialForm(k, p, 1));
        forms.add(new SpecialForm(k, p, -1));
      }
    }
    return forms;
  }

  private static List<BigInteger> values(BigInteger n, Random random) {
    List<BigInteger> values = new ArrayList<>();
    values.add(BigInteger.ZERO);
    values.add(BigInteger.ONE);
    values.add(BigInteger.TWO);
    values.add(n.subtract(BigInteger.ONE));
    values.add(n.subtract(BigInteger.TWO));
    values.add(n.shiftRight(1));
    values.add(BigInteger.ONE.shiftLeft(n.bitLength() / 2));
    values.add(new BigInteger(n.bitLength() + 3, random).mod(n));
    return values;
  }

  private static <E> void agrees(Ring<E> ring, int steps) {
    Random random = new Random(SEED);
    BigInteger n = ring.modulus();
    for (BigInteger x : values(n, random)) {
      BigInteger y = new BigInteger(n.bitLength() + 3, random).mod(n);
      E a = ring.element(x);
      E b = ring.element(y);
      ring.square(b, a);
      assertThat(ring.value(b)).isEqualTo(x.multiply(x).mod(n));
      ring.multiply(b, a, ring.element(y));
      assertThat(ring.value(b)).isEqualTo(x.multiply(y).mod(n));
      ring.add(b, a, ring.element(y));
      assertThat(ring.value(b)).isEqualTo(x.add(y).mod(n));
      ring.subtract(b, a, ring.element(y));
      assertThat(ring.value(b)).isEqualTo(x.subtract(y).mod(n));
    }
    BigInteger exponent = new BigInteger(steps, random);
    assertThat(ring.value(ring.powerOfTwo(exponent, Watch.NONE)))
        .isEqualTo(new PlainRing(n).value(new PlainRing(n).powerOfTwo(exponent, Watch.NONE)));
  }
}
