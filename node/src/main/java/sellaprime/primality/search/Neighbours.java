package sellaprime.primality.search;

import java.math.BigInteger;
import java.util.Optional;
import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;

/**
 * The next and the previous prime of long numbers: windows of odd numbers, sieved, then tested from
 * the near end. For short ones, one test after the other.
 */
final class Neighbours {

  /** A window that holds 4 primes on average holds none with probability about 1/55. */
  private static final double EXPECTED_IN_WINDOW = 4;

  private final BulkTester tester;
  private final Watch watch;

  Neighbours(BulkTester tester, Watch watch) {
    this.tester = tester;
    this.watch = watch;
  }

  /** The smallest prime above n >= 0. */
  FoundPrime next(BigInteger n) {
    if (n.compareTo(BigInteger.TWO) < 0) {
      return known(BigInteger.TWO);
    }
    BigInteger first = n.testBit(0) ? n.add(BigInteger.TWO) : n.add(BigInteger.ONE);
    return first.bitLength() <= Long.SIZE ? oneByOne(first, 2) : windows(first, true);
  }

  /** The largest prime below n >= 3. */
  FoundPrime previous(BigInteger n) {
    if (n.equals(BigInteger.valueOf(3))) {
      return known(BigInteger.TWO);
    }
    BigInteger first = n.testBit(0) ? n.subtract(BigInteger.TWO) : n.subtract(BigInteger.ONE);
    return first.bitLength() <= Long.SIZE ? oneByOne(first, -2) : windows(first, false);
  }

  private static FoundPrime known(BigInteger prime) {
    return new FoundPrime(prime, Primality.test(prime), 1);
  }

  private FoundPrime oneByOne(BigInteger first, int step) {
    BigInteger n = first;
    for (long tests = 1; ; tests++) {
      Verdict verdict = Primality.test(n, watch);
      if (verdict.kind() != Verdict.Kind.COMPOSITE) {
        return new FoundPrime(n, verdict, tests);
      }
      n = n.add(BigInteger.valueOf(step));
    }
  }

  private FoundPrime windows(BigInteger nearest, boolean upwards) {
    int bits = nearest.bitLength();
    // One in ln n numbers is prime, one in half of that of the odd ones.
    int length = (int) Math.ceil(EXPECTED_IN_WINDOW * bits * Math.log(2) / 2);
    int bound =
        SieveBound.forProgression(
            bits,
            false,
            tester.expectedNanos(bits),
            ProgressionSieve.nanosPerPrime(bits, false),
            Double.MAX_VALUE);
    Hunt hunt =
        new Hunt(tester, PrimeSearch::confirmed, SieveBound.expectedTests(bits, bound), watch);
    BigInteger span = BigInteger.valueOf(2L * (length - 1));
    BigInteger low = upwards ? nearest : nearest.subtract(span);
    while (true) {
      ProgressionSieve sieve = ProgressionSieve.of(low, BigInteger.TWO, length, bound, watch);
      Optional<FoundPrime> found =
          hunt.run(upwards ? up(low, sieve) : down(low, sieve), Integer.MAX_VALUE);
      if (found.isPresent()) {
        return found.get();
      }
      BigInteger window = BigInteger.valueOf(2L * length);
      low = upwards ? low.add(window) : low.subtract(window);
    }
  }

  private static Candidates up(BigInteger low, ProgressionSieve sieve) {
    int[] last = {-1};
    return () -> {
      last[0] = sieve.next(last[0] + 1);
      return last[0] == sieve.length() ? null : term(low, last[0]);
    };
  }

  private static Candidates down(BigInteger low, ProgressionSieve sieve) {
    int[] last = {sieve.length()};
    return () -> {
      last[0] = sieve.previous(last[0] - 1);
      return last[0] < 0 ? null : term(low, last[0]);
    };
  }

  private static BigInteger term(BigInteger low, int index) {
    return low.add(BigInteger.valueOf(2L * index));
  }
}
