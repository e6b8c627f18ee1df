package sellaprime.client;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What new primes have to be like. Immutable; a class and not a record, since Ignite 2.17 cannot
 * marshal a record.
 *
 * <pre>{@code
 * PrimeOrder.ofBits(2048).safe().count(3)
 * }</pre>
 */
public final class PrimeOrder {
  private final int bits;
  private final int digits;
  private final boolean safe;
  private final @Nullable String residue;
  private final @Nullable String modulus;
  private final int count;

  private PrimeOrder(
      int bits,
      int digits,
      boolean safe,
      @Nullable String residue,
      @Nullable String modulus,
      int count) {
    this.bits = bits;
    this.digits = digits;
    this.safe = safe;
    this.residue = residue;
    this.modulus = modulus;
    this.count = count;
  }

  /** A prime of exactly {@code bits} bits. */
  public static PrimeOrder ofBits(int bits) {
    return new PrimeOrder(bits, 0, false, null, null, 1);
  }

  /** A prime of exactly {@code digits} decimal digits. */
  public static PrimeOrder ofDigits(int digits) {
    return new PrimeOrder(0, digits, false, null, null, 1);
  }

  /** The same, but (p-1)/2 has to be prime as well. */
  public PrimeOrder safe() {
    return new PrimeOrder(bits, digits, true, residue, modulus, count);
  }

  /** The same, but p has to be {@code residue} modulo {@code modulus}. */
  public PrimeOrder congruentTo(BigInteger residue, BigInteger modulus) {
    return new PrimeOrder(bits, digits, safe, residue.toString(), modulus.toString(), count);
  }

  /** The same, but so many of them. */
  public PrimeOrder count(int primes) {
    return new PrimeOrder(bits, digits, safe, residue, modulus, primes);
  }

  /** The length in bits, or 0. */
  public int bits() {
    return bits;
  }

  /** The length in decimal digits, or 0. */
  public int digits() {
    return digits;
  }

  /** Whether (p-1)/2 has to be prime as well. */
  public boolean isSafe() {
    return safe;
  }

  /** What it has to be congruent to, in decimal, or null. */
  public @Nullable String residue() {
    return residue;
  }

  /** And modulo what, or null. */
  public @Nullable String modulus() {
    return modulus;
  }

  /** How many. */
  public int count() {
    return count;
  }
}
