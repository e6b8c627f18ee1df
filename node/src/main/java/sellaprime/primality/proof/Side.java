package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The factoring of n - 1 or n + 1, as far as it has come: proved primes with their proofs, and
 * parts that are still open. Mutable, for one thread.
 */
final class Side {

  private final BigInteger number;
  private final Map<BigInteger, List<Step>> primes = new TreeMap<>();
  private final List<BigInteger> open = new ArrayList<>();
  private final List<BigInteger> unproved = new ArrayList<>();
  private BigInteger factored = BigInteger.ONE;
  private int bound = 1;

  Side(BigInteger number) {
    this.number = number;
    this.open.add(number);
  }

  BigInteger number() {
    return number;
  }

  /** The product of the powers of the proved primes. */
  BigInteger factored() {
    return factored;
  }

  BigInteger cofactor() {
    return number.divide(factored);
  }

  /** The cofactor has no prime factor up to here. */
  int bound() {
    return bound;
  }

  /** The proved primes, those with the largest powers in the number first; 2 before all. */
  List<BigInteger> primes() {
    Map<BigInteger, Integer> size = new TreeMap<>();
    primes.keySet().forEach(p -> size.put(p, powerOf(p).bitLength()));
    List<BigInteger> sorted = new ArrayList<>(primes.keySet());
    sorted.sort(
        Comparator.comparing((BigInteger p) -> !p.equals(BigInteger.TWO))
            .thenComparing(Comparator.comparing((BigInteger p) -> -size.getOrDefault(p, 0)))
            .thenComparing(Comparator.reverseOrder()));
    return sorted;
  }

  /** The full power of {@code prime} in the number. */
  BigInteger powerOf(BigInteger prime) {
    if (prime.equals(BigInteger.TWO)) {
      return BigInteger.ONE.shiftLeft(number.getLowestSetBit());
    }
    BigInteger power = BigInteger.ONE;
    for (BigInteger[] qr = number.divideAndRemainder(prime);
        qr[1].signum() == 0;
        qr = qr[0].divideAndRemainder(prime)) {
      power = power.multiply(prime);
    }
    return power;
  }

  List<Step> proofOf(BigInteger prime) {
    return primes.getOrDefault(prime, List.of());
  }

  /** The parts not yet known to be prime, without factors known. A copy. */
  List<BigInteger> open() {
    return List.copyOf(open);
  }

  boolean hasUnproved() {
    return !unproved.isEmpty();
  }

  /** Takes note that all primes up to {@code limit} that divide have been added. */
  void raiseBound(int limit) {
    bound = Math.max(bound, limit);
  }

  /** Adds a proved prime, if it divides a part that is open. */
  void add(BigInteger prime, List<Step> proof) {
    for (BigInteger part : open()) {
      BigInteger rest = part;
      for (BigInteger[] qr = rest.divideAndRemainder(prime);
          qr[1].signum() == 0;
          qr = rest.divideAndRemainder(prime)) {
        rest = qr[0];
        factored = factored.multiply(prime);
        primes.put(prime, List.copyOf(proof));
      }
      if (!rest.equals(part)) {
        replace(part, rest, BigInteger.ONE);
      }
    }
  }

  /** Splits an open part by a proper factor of it. */
  void split(BigInteger part, BigInteger factor) {
    replace(part, factor, part.divide(factor));
  }

  /** Takes note that an open part seems to be prime but has no proof. */
  void setAside(BigInteger part) {
    if (open.remove(part)) {
      unproved.add(part);
    }
  }

  private void replace(BigInteger part, BigInteger one, BigInteger other) {
    open.remove(part);
    for (BigInteger piece : List.of(one, other)) {
      if (!piece.equals(BigInteger.ONE)) {
        open.add(piece);
      }
    }
  }

  /** How much of the number is factored, by digits. */
  int percent() {
    return (int) (100.0 * (factored.bitLength() - 1) / Math.max(1, number.bitLength() - 1));
  }
}
