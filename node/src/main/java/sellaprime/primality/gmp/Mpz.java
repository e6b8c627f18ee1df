package sellaprime.primality.gmp;

/**
 * A documented function of libgmp on whole numbers, bound like {@link Mpn}. Arguments are addresses
 * of {@code mpz_t} structures; nothing is checked. Only {@link GmpPower} calls it.
 */
final class Mpz {

  private Mpz() {}

  static String symbol(String method) {
    return "__gmpz_" + method;
  }

  /** to := base to the exponent, modulo modulus. */
  static native void powm(long to, long base, long exponent, long modulus);
}
