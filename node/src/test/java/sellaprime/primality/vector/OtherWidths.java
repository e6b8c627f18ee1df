package sellaprime.primality.vector;

import java.math.BigInteger;
import java.util.Random;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.Lanes.Answer;
import sellaprime.primality.probable.MillerRabin;

/**
 * A program that checks the kernels at the width of vectors that {@code -Dsellaprime.vectorBits}
 * asks for. It prints what it found; a JVM emulates the widths that the CPU lacks, slowly.
 */
final class OtherWidths {

  private OtherWidths() {}

  public static void main(String[] args) {
    Random random = new Random(1);
    VectorLanes lanes = new VectorLanes();
    for (int bits : new int[] {70, 128, 200, 260, 340}) {
      BigInteger[] n = new BigInteger[lanes.count()];
      for (int i = 0; i < n.length; i++) {
        n[i] =
            i % 2 == 0
                ? BigInteger.probablePrime(bits, random)
                : new BigInteger(bits, random).setBit(bits - 1).setBit(0);
      }
      Answer[] base2 = lanes.base2(n, Watch.NONE);
      Answer[] lucas = bits <= 128 ? lanes.lucas(n, Watch.NONE) : base2;
      for (int i = 0; i < n.length; i++) {
        boolean passes = MillerRabin.isStrongProbablePrime(n[i], BigInteger.TWO, Watch.NONE);
        Answer right = passes ? Answer.PASSES : Answer.FAILS;
        if (base2[i] != right || (lucas[i] != right && lucas[i] != Answer.OPEN)) {
          System.out.println("wrong for " + n[i]);
        }
      }
    }
    for (int bits : new int[] {200, 410, 700}) {
      BigInteger n = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
      BigInteger x = new BigInteger(bits, random).mod(n);
      VectorRing ring = new VectorRing(n);
      VectorRing.Element a = ring.element(x);
      VectorRing.Element b = ring.copy(a);
      BigInteger y = x;
      for (int i = 0; i < 20; i++) {
        ring.square(b, b);
        ring.multiply(b, b, a);
        ring.subtract(b, b, a);
        y = y.multiply(y).multiply(x).subtract(x).mod(n);
      }
      if (!ring.value(b).equals(y)) {
        System.out.println("wrong modulo " + n);
      }
    }
    System.out.println("checked " + lanes.count() + " lanes");
  }
}
