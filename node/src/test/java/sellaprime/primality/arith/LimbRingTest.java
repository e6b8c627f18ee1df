package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimbRingTest extends RingContract {

  @Override
  Ring<?> ring(BigInteger n) {
    return new LimbRing(n);
  }

  /** The smallest and the largest size of every kernel, and the edges of its limbs. */
  @Override
  int[] sizes() {
    return new int[] {
      3, 61, 65, 116, 117, 173, 174, 232, 233, 286, 287, 344, 345, 402, 403, 460, 461, 512, 514
    };
  }

  @Test
  void everyKernelIsRightForEverySizeThatItTakes() {
    Random random = new Random(65);
    for (LimbKernel kernel : LimbRing.kernels()) {
      for (int bits = 3; bits <= kernel.maxBits(); bits += 1 + random.nextInt(20)) {
        BigInteger n = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
        powersAgree(n, kernel);
      }
      BigInteger end = BigInteger.ONE.shiftLeft(kernel.maxBits());
      for (int below = 1; below < 40; below += 2) {
        powersAgree(end.subtract(BigInteger.valueOf(below)), kernel);
      }
    }
  }

  private static void powersAgree(BigInteger n, LimbKernel kernel) {
    BigInteger exponent = n.shiftRight(1);
    assertThat(powerOfTwo(new LimbRing(n, kernel), exponent))
        .as("2^((n-1)/2) mod %s, %s limbs", n, kernel.limbs())
        .isEqualTo(BigInteger.TWO.modPow(exponent, n));
    assertThat(lucasV(new LimbRing(n, kernel), exponent))
        .as("V((n-1)/2) mod %s, %s limbs", n, kernel.limbs())
        .isEqualTo(lucasV(new PlainRing(n), exponent));
  }

  private static <E> BigInteger powerOfTwo(Ring<E> ring, BigInteger exponent) {
    return ring.value(ring.powerOfTwo(exponent, Watch.NONE));
  }

  private static <E> BigInteger lucasV(Ring<E> ring, BigInteger exponent) {
    return ring.value(ring.lucasV(7, exponent, Watch.NONE));
  }

  @Test
  void refusesWhatItIsNotMadeFor() {
    for (int n : new int[] {-3, 0, 1, 2, 10}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new LimbRing(BigInteger.valueOf(n)));
    }
    BigInteger tooLong = BigInteger.ONE.shiftLeft(LimbRing.MAX_BITS).setBit(0);
    assertThatIllegalArgumentException().isThrownBy(() -> new LimbRing(tooLong));
  }
}
