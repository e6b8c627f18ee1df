package sellaprime.primality.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import sellaprime.primality.arith.Words;

/**
 * Draws residues modulo a product W of small primes (and, perhaps, of a given modulus) such that no
 * prime of W divides x = residue modulo W; or, for pairs, neither x nor 2x + 1.
 *
 * <p><b>How.</b> For each prime r an allowed residue is drawn, uniformly and independently: not 0,
 * and for pairs not (r-1)/2 either. By the Chinese remainder theorem the allowed residues modulo W
 * are exactly these combinations, so the result is uniform among them. It is put together as the
 * sum of residue times e<sub>r</sub>, e<sub>r</sub> being 1 modulo r and 0 modulo W/r. A candidate
 * chosen so is as good as one that was drawn blindly and survived division by the primes of W.
 *
 * <p>Immutable, thread-safe. Memory: the bits of W times its primes, 50 KB for 2048 bits.
 */
final class CoprimeResidues {

  private static final int[] ODD_PRIMES = SmallPrimes.oddBelow(1 << 14);
  private static final long LOW = 0xFFFF_FFFFL;

  private final BigInteger product;
  private final boolean pairs;
  private final int[] primes;
  private final int[][] units;
  private final BigInteger fixed;
  private final int words;

  private CoprimeResidues(
      BigInteger product, boolean pairs, int[] primes, int[][] units, BigInteger fixed, int words) {
    this.product = product;
    this.pairs = pairs;
    this.primes = primes;
    this.units = units;
    this.fixed = fixed;
    this.words = words;
  }

  /**
   * Takes primes from 2 on as long as they are below {@code belowPrime} and W stays at or below
   * {@code largest}; those that divide {@code modulus} are in W anyway.
   *
   * @param residue every drawn number is this modulo {@code modulus}
   */
  static CoprimeResidues of(
      BigInteger largest,
      BigInteger belowPrime,
      boolean pairs,
      BigInteger residue,
      BigInteger modulus) {
    BigInteger product = modulus;
    List<Integer> chosen = new ArrayList<>();
    for (int i = -1; i < ODD_PRIMES.length; i++) {
      int r = i < 0 ? 2 : ODD_PRIMES[i];
      BigInteger prime = BigInteger.valueOf(r);
      BigInteger more = product.multiply(prime);
      if (prime.compareTo(belowPrime) >= 0 || more.compareTo(largest) > 0) {
        break;
      }
      if (modulus.mod(prime).signum() != 0) {
        chosen.add(r);
        product = more;
      }
    }
    int[] primes = chosen.stream().mapToInt(Integer::intValue).toArray();
    int words = (product.bitLength() + 31) / 32;
    int[][] units = new int[primes.length][];
    for (int i = 0; i < primes.length; i++) {
      units[i] = ints(unit(product, BigInteger.valueOf(primes[i])), words);
    }
    BigInteger fixed =
        modulus.equals(BigInteger.ONE)
            ? BigInteger.ZERO
            : unit(product, modulus).multiply(residue).mod(product);
    return new CoprimeResidues(product, pairs, primes, units, fixed, words);
  }

  /** W. */
  BigInteger product() {
    return product;
  }

  /** The largest prime of W apart from the modulus; 2 if there is none. */
  int largestPrime() {
    return primes.length == 0 ? 2 : primes[primes.length - 1];
  }

  /** A uniform allowed residue, in [0, W). */
  BigInteger draw(RandomBits random) {
    // A sum of up to 2000 residues below 2^14 times a unit below W fits with one word more.
    int[] sum = new int[words + 1];
    for (int i = 0; i < primes.length; i++) {
      add(units[i], residue(primes[i], random), sum);
    }
    return fromInts(sum).add(fixed).mod(product);
  }

  private int residue(int r, RandomBits random) {
    if (!pairs || r == 2) {
      return 1 + random.below(r - 1);
    }
    // r - 2 values, 1, 2, ... without (r-1)/2, where 2x + 1 vanishes.
    int draw = 1 + random.below(r - 2);
    return draw >= (r - 1) / 2 ? draw + 1 : draw;
  }

  /** 1 modulo {@code part}, 0 modulo the rest of {@code product}. */
  private static BigInteger unit(BigInteger product, BigInteger part) {
    BigInteger rest = product.divide(part);
    return rest.equals(BigInteger.ONE)
        ? BigInteger.ONE.mod(product)
        : rest.multiply(rest.modInverse(part));
  }

  private static void add(int[] unit, long factor, int[] sum) {
    long carry = 0;
    for (int i = 0; i < unit.length; i++) {
      carry += (unit[i] & LOW) * factor + (sum[i] & LOW);
      sum[i] = (int) carry;
      carry >>>= 32;
    }
    sum[unit.length] += (int) carry;
  }

  private static int[] ints(BigInteger x, int size) {
    long[] longs = Words.of(x, (size + 1) / 2);
    int[] ints = new int[size];
    for (int i = 0; i < size; i++) {
      ints[i] = (int) (longs[i >> 1] >>> (32 * (i & 1)));
    }
    return ints;
  }

  private static BigInteger fromInts(int[] ints) {
    byte[] bytes = new byte[4 * ints.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = (byte) (ints[i >> 2] >>> (8 * (i & 3)));
    }
    return new BigInteger(1, bytes);
  }
}
