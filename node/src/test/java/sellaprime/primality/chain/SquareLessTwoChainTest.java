package sellaprime.primality.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import sellaprime.primality.arith.CheckedRing;
import sellaprime.primality.arith.PlainRing;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.Watch;

class SquareLessTwoChainTest {

  /** Exponents of Mersenne primes: OEIS A000043. */
  @Test
  void lucasLehmerFindsTheMersennePrimes() {
    int[] primeExponents = {3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127, 521, 607, 1279, 2203};
    for (int p : primeExponents) {
      assertThat(isMersennePrime(LongRings.of(mersenne(p)))).as("%s", p).isTrue();
    }
    for (int p : new int[] {11, 23, 29, 37, 67, 257, 523, 1283, 2207}) {
      assertThat(isMersennePrime(LongRings.of(mersenne(p)))).as("%s", p).isFalse();
    }
  }

  @Test
  void lucasLehmerIsForMersenneNumbers() {
    assertThatThrownBy(() -> SquareLessTwoChain.lucasLehmer(new PlainRing(BigInteger.valueOf(29))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFaultThatTheRingSeesIsMended() {
    for (int at : new int[] {1, 999, 1000, 1001, 2200}) {
      FaultyRing ring = new FaultyRing(mersenne(2203), at);
      SquareLessTwoChain<PlainRing.Element> chain = SquareLessTwoChain.lucasLehmer(ring);
      assertThat(chain.isChecked()).isTrue();
      assertThat(ChainRunner.run(chain, Watch.NONE).faults()).isEqualTo(1);
      assertThat(chain.isZero()).isTrue();
    }
  }

  private static BigInteger mersenne(int p) {
    return BigInteger.ONE.shiftLeft(p).subtract(BigInteger.ONE);
  }

  private static <E> boolean isMersennePrime(Ring<E> ring) {
    SquareLessTwoChain<E> chain = SquareLessTwoChain.lucasLehmer(ring);
    ChainRunner.run(chain, Watch.NONE);
    return chain.isZero();
  }

  /** Plain arithmetic, wrong at one product, and it says so. */
  private static final class FaultyRing implements CheckedRing<PlainRing.Element> {
    private final PlainRing plain;
    private int untilFault;

    FaultyRing(BigInteger n, int untilFault) {
      this.plain = new PlainRing(n);
      this.untilFault = untilFault;
    }

    @Override
    public boolean squareLessTwoChecked(PlainRing.Element to, PlainRing.Element a) {
      plain.square(to, a);
      plain.subtract(to, to, plain.element(--untilFault == 0 ? BigInteger.TEN : BigInteger.TWO));
      return untilFault != 0;
    }

    @Override
    public BigInteger modulus() {
      return plain.modulus();
    }

    @Override
    public PlainRing.Element element(BigInteger x) {
      return plain.element(x);
    }

    @Override
    public BigInteger value(PlainRing.Element a) {
      return plain.value(a);
    }

    @Override
    public PlainRing.Element copy(PlainRing.Element a) {
      return plain.copy(a);
    }

    @Override
    public void set(PlainRing.Element to, PlainRing.Element a) {
      plain.set(to, a);
    }

    @Override
    public void square(PlainRing.Element to, PlainRing.Element a) {
      plain.square(to, a);
    }

    @Override
    public void multiply(PlainRing.Element to, PlainRing.Element a, PlainRing.Element b) {
      plain.multiply(to, a, b);
    }

    @Override
    public void add(PlainRing.Element to, PlainRing.Element a, PlainRing.Element b) {
      plain.add(to, a, b);
    }

    @Override
    public void subtract(PlainRing.Element to, PlainRing.Element a, PlainRing.Element b) {
      plain.subtract(to, a, b);
    }

    @Override
    public boolean isZero(PlainRing.Element a) {
      return plain.isZero(a);
    }

    @Override
    public boolean areEqual(PlainRing.Element a, PlainRing.Element b) {
      return plain.areEqual(a, b);
    }
  }
}
