package sellaprime.benchmarks.engine;

import java.math.BigInteger;
import java.util.Random;
import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;

/** The numbers that the engine's benchmarks test: the same in each run, from fixed seeds. */
final class Numbers {
  /** No composite here has a prime factor below this: trial division is not what is measured. */
  private static final int NO_FACTOR_BELOW = 1 << 16;

  private static final BigInteger SMALL_PRIMES = smallPrimes();

  private Numbers() {}

  /** Primes of exactly {@code bits} bits. Cost: some {@code bits / 3} tests for each. */
  static BigInteger[] primes(int bits, int count) {
    return numbers(bits, count, true);
  }

  /** Composites of exactly {@code bits} bits that no prime below 2^16 divides. */
  static BigInteger[] composites(int bits, int count) {
    return numbers(bits, count, false);
  }

  static BigInteger[] of(Kind kind, int bits, int count) {
    return kind == Kind.PRIME ? primes(bits, count) : composites(bits, count);
  }

  private static BigInteger[] numbers(int bits, int count, boolean prime) {
    Random random = new Random(bits);
    BigInteger[] numbers = new BigInteger[count];
    for (int i = 0; i < count; ) {
      BigInteger n = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
      if (n.gcd(SMALL_PRIMES).equals(BigInteger.ONE) && isPrime(n) == prime) {
        numbers[i++] = n;
      }
    }
    return numbers;
  }

  private static boolean isPrime(BigInteger n) {
    return Primality.test(n).kind() != Verdict.Kind.COMPOSITE;
  }

  private static BigInteger smallPrimes() {
    BigInteger product = BigInteger.ONE;
    for (int p = 3; p < NO_FACTOR_BELOW; p += 2) {
      if (Primality.test(BigInteger.valueOf(p)).kind() == Verdict.Kind.PRIME) {
        product = product.multiply(BigInteger.valueOf(p));
      }
    }
    return product;
  }
}
