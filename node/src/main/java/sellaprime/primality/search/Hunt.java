package sellaprime.primality.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;

/**
 * Goes through candidates until one is found to be prime: quick test in batches, full test last.
 */
final class Hunt {

  /** The full test of one candidate that passed the quick one. */
  @FunctionalInterface
  interface Confirmation {

    /** The prime that the candidate leads to, or null if it was a composite after all. */
    @Nullable Confirmed confirm(BigInteger candidate, Watch watch);
  }

  /** A prime and what is known of it. */
  record Confirmed(BigInteger prime, Verdict verdict) {}

  private final BulkTester tester;
  private final Confirmation confirmation;
  private final double expectedTests;
  private final Watch watch;
  private final Watch silent;
  private long tests;

  /**
   * Prepares a hunt.
   *
   * @param expectedTests until success; for the progress, which is 1 - exp(-tests/expectedTests),
   *     the probability to be done by now
   */
  Hunt(BulkTester tester, Confirmation confirmation, double expectedTests, Watch watch) {
    this.tester = tester;
    this.confirmation = confirmation;
    this.expectedTests = expectedTests;
    this.watch = watch;
    // Single tests must not tell their own progress as the whole search's.
    this.silent = watch.silent();
  }

  /**
   * The first prime of at most {@code limit} candidates; empty if there is none.
   *
   * @throws java.util.concurrent.CancellationException once the watch says so
   */
  Optional<FoundPrime> run(Candidates candidates, long limit) {
    long end = tests + limit;
    while (tests < end) {
      List<BigInteger> batch = batch(candidates, end - tests);
      if (batch.isEmpty()) {
        return Optional.empty();
      }
      watch.check();
      tests += batch.size();
      for (BigInteger survivor : tester.survivors(batch, silent)) {
        Confirmed found = confirmation.confirm(survivor, silent);
        if (found != null) {
          return Optional.of(new FoundPrime(found.prime, found.verdict, tests));
        }
      }
      watch.progress(-Math.expm1(-tests / expectedTests));
    }
    return Optional.empty();
  }

  private List<BigInteger> batch(Candidates candidates, long limit) {
    List<BigInteger> batch = new ArrayList<>();
    int size = 1;
    while (batch.size() < Math.min(size, limit)) {
      BigInteger candidate = candidates.next();
      if (candidate == null) {
        break;
      }
      batch.add(candidate);
      size = tester.batchSize(candidate.bitLength());
    }
    return batch;
  }
}
