package sellaprime.job;

import org.jspecify.annotations.Nullable;

/**
 * What a prime for sale has to be like.
 *
 * @param bits its length in bits, or 0 if {@code digits} tells
 * @param digits its length in decimal digits, or 0 if {@code bits} tells
 * @param safe whether (p - 1)/2 has to be prime as well
 * @param residue what it has to be congruent to, in decimal, or null
 * @param modulus and modulo what, in decimal, or null
 */
public record PrimeSpec(
    int bits, int digits, boolean safe, @Nullable String residue, @Nullable String modulus) {
  /**
   * Checks that it says one length, and a residue with a modulus.
   *
   * @throws IllegalArgumentException if it does not
   */
  public PrimeSpec {
    if ((bits > 0) == (digits > 0) || bits < 0 || digits < 0) {
      throw new IllegalArgumentException("a prime has a number of bits, or one of digits");
    }
    if ((residue == null) != (modulus == null)) {
      throw new IllegalArgumentException("a residue goes with a modulus");
    }
  }

  /** In words. */
  public String shown() {
    String size = bits > 0 ? bits + " bits" : digits + " digits";
    String form = residue == null ? "" : " = " + residue + " mod " + modulus;
    return (safe ? "a safe prime of " : "a prime of ") + size + form;
  }
}
