package sellaprime.primality.gmp;

import java.util.Locale;

/**
 * The functions of libgmp on naked limbs, bound by JNA's direct mapping: a call costs some 0.1
 * microseconds. Numbers are addresses and counts of 64-bit limbs, the lowest first.
 *
 * <p>Nothing is checked, neither here nor there: a wrong address or size ends the process. So only
 * {@link Limbs} calls them, with sizes that it owns.
 *
 * <p>Most are documented ("Low-level Functions" of the manual). Three are not: {@code binvert},
 * {@code binvert_itch}, {@code redc_n}, the Montgomery reduction inside {@code mpz_powm}. Every
 * build since 6.0 exports them with this signature; {@link Gmp} looks whether they are there, and
 * compares results, before anybody uses them.
 */
final class Mpn {

  private Mpn() {}

  /** The name in the library of a method below: {@code redcN} is {@code __gmpn_redc_n}. */
  static String symbol(String method) {
    return "__gmpn_" + method.replaceAll("([A-Z]|(?<=[a-z])[0-9])", "_$1").toLowerCase(Locale.ROOT);
  }

  static native void sqr(long to, long a, long limbs);

  static native void mulN(long to, long a, long b, long limbs);

  static native long addN(long to, long a, long b, long limbs);

  static native long subN(long to, long a, long b, long limbs);

  static native int cmp(long a, long b, long limbs);

  static native long lshift(long to, long a, long limbs, int bits);

  static native long rshift(long to, long a, long limbs, int bits);

  static native long divrem1(long quotient, long fractionLimbs, long a, long limbs, long divisor);

  static native long mod1(long a, long limbs, long divisor);

  static native void binvert(long to, long a, long limbs, long scratch);

  static native long binvertItch(long limbs);

  static native void redcN(long to, long product, long modulus, long limbs, long inverse);
}
