package sellaprime.primality.search;

import java.math.BigInteger;

/**
 * The numbers among which a random prime is drawn: low <= x < high with x = residue modulo modulus.
 *
 * <p>Immutable. Made by the factories, which refuse what can hold no prime.
 */
public final class PrimeRange {

  private final BigInteger low;
  private final BigInteger high;
  private final BigInteger residue;
  private final BigInteger modulus;

  private PrimeRange(BigInteger low, BigInteger high, BigInteger residue, BigInteger modulus) {
    this.low = low;
    this.high = high;
    this.residue = residue;
    this.modulus = modulus;
  }

  /**
   * Numbers of exactly {@code bits} bits: the top bit is set.
   *
   * @throws IllegalArgumentException if {@code bits} is below 2, as no prime is so short
   */
  public static PrimeRange ofBits(int bits) {
    if (bits < 2) {
      throw new IllegalArgumentException("no prime has fewer than 2 bits: " + bits);
    }
    return between(BigInteger.ONE.shiftLeft(bits - 1), BigInteger.ONE.shiftLeft(bits));
  }

  /**
   * Numbers of exactly {@code bits} bits whose two top bits are set, as for RSA: the product of two
   * such numbers has exactly twice the bits.
   *
   * @throws IllegalArgumentException if {@code bits} is below 2
   */
  public static PrimeRange ofBitsTopTwoSet(int bits) {
    PrimeRange all = ofBits(bits);
    return between(BigInteger.valueOf(3).shiftLeft(bits - 2), all.high);
  }

  /**
   * Numbers of exactly {@code digits} decimal digits.
   *
   * @throws IllegalArgumentException if {@code digits} is below 1
   */
  public static PrimeRange ofDigits(int digits) {
    if (digits < 1) {
      throw new IllegalArgumentException("a number has at least 1 digit: " + digits);
    }
    BigInteger low = BigInteger.TEN.pow(digits - 1);
    return between(low, low.multiply(BigInteger.TEN));
  }

  /**
   * The numbers of this range that are also {@code a} modulo {@code m}.
   *
   * @throws IllegalArgumentException if {@code m} is below 1, or shares a factor with {@code a}:
   *     then that factor divides all of them
   */
  public PrimeRange congruentTo(BigInteger a, BigInteger m) {
    if (m.signum() <= 0) {
      throw new IllegalArgumentException("a modulus must be at least 1: " + m);
    }
    if (!a.gcd(m).equals(BigInteger.ONE)) {
      throw new IllegalArgumentException(
          "numbers that are " + a + " modulo " + m + " have a common factor");
    }
    if (!modulus.equals(BigInteger.ONE)) {
      throw new IllegalArgumentException("the range has a residue already");
    }
    return new PrimeRange(low, high, a.mod(m), m);
  }

  /**
   * The q for which 2q + 1 is one of these numbers: where to look for safe primes.
   *
   * @throws IllegalArgumentException if the residue leaves no prime q, or no number is left
   */
  PrimeRange halves() {
    boolean even = !modulus.testBit(0);
    BigInteger m = even ? modulus.shiftRight(1) : modulus;
    BigInteger twice = residue.subtract(BigInteger.ONE);
    BigInteger a = even ? twice.shiftRight(1) : twice.multiply(BigInteger.TWO.modInverse(modulus));
    // Of 2q + 1 >= low follows q >= low/2 for an even low, and for low = 3: rounded down.
    PrimeRange halves = between(low.shiftRight(1), high.shiftRight(1));
    if (halves.low.compareTo(halves.high) >= 0) {
      throw new IllegalArgumentException("there is no safe prime of " + this);
    }
    if (modulus.equals(BigInteger.ONE)) {
      return halves;
    }
    if (!a.gcd(m).equals(BigInteger.ONE)) {
      throw new IllegalArgumentException(
          "no safe prime p is " + residue + " modulo " + modulus + ": that gives (p-1)/2 a factor");
    }
    return halves.congruentTo(a, m);
  }

  BigInteger low() {
    return low;
  }

  /** Not included. */
  BigInteger high() {
    return high;
  }

  BigInteger residue() {
    return residue;
  }

  /** 1 if any residue will do. */
  BigInteger modulus() {
    return modulus;
  }

  /** How many numbers there are, rounded down: one more is possible. */
  BigInteger size() {
    return high.subtract(low).divide(modulus);
  }

  /** The bits of the largest. */
  public int bits() {
    return high.subtract(BigInteger.ONE).bitLength();
  }

  boolean contains(BigInteger x) {
    return x.compareTo(low) >= 0
        && x.compareTo(high) < 0
        && x.subtract(residue).mod(modulus).signum() == 0;
  }

  @Override
  public String toString() {
    String range = low.bitLength() > 64 ? bits() + " bits" : "[" + low + ", " + high + ")";
    return modulus.equals(BigInteger.ONE) ? range : range + ", " + residue + " mod " + modulus;
  }

  private static PrimeRange between(BigInteger low, BigInteger high) {
    return new PrimeRange(low.max(BigInteger.TWO), high, BigInteger.ZERO, BigInteger.ONE);
  }
}
