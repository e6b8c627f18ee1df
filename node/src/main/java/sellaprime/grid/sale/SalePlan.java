package sellaprime.grid.sale;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.compound.Parts;
import sellaprime.grid.compound.Plan;
import sellaprime.grid.compound.PlanFailedException;
import sellaprime.job.Finding;
import sellaprime.job.FoundPrime;
import sellaprime.job.FoundPrimes;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.Ledger;
import sellaprime.job.Outcome;
import sellaprime.job.SaleQuestion;
import sellaprime.job.SearchQuestion;

/**
 * Sells primes: keeps all workers busy with pieces of the search until there are enough.
 *
 * <p>What it remembers, it finds again, in the parts and in the sale: the parts before {@link
 * #firstOpen} are over, and {@link #settled} is what they found. How many they are, and their
 * tests, is noted in the sale once a second; after that those that found nothing are thrown away,
 * the others when the sale is over. Only its seeds are new when it is made anew; a part that exists
 * keeps its own.
 */
public final class SalePlan implements Plan {
  /** So many pieces may fail: then it is not bad luck. */
  static final int MAX_FAILED = 3;

  private static final long NOTE_MS = 1_000;

  private final SaleQuestion sale;
  private final PieceSize size;
  private final byte[] seeds = new byte[32];
  private final List<FoundPrime> settled = new ArrayList<>();

  /** Pieces that were submitted here and have not been seen since. */
  private final Map<Integer, SearchQuestion> sent = new HashMap<>();

  private boolean begun;
  private long settledTests;
  private int settledFailures;
  private int firstOpen;
  private int next;

  /** Those before are thrown away, but for what found primes. */
  private int kept;

  private int noted;
  private long notedAt;

  /** {@code random} gives the seeds. */
  public SalePlan(SaleQuestion sale, SecureRandom random) {
    this.sale = sale;
    this.size = new PieceSize(Wanted.of(sale.spec()).cost());
    random.nextBytes(seeds);
  }

  @Override
  public @Nullable Finding step(Parts parts) {
    if (!begun) {
      begin(parts);
    }
    while (parts.get(next) != null) {
      next++; // what another coordinator submitted
    }
    settle(parts);
    List<FoundPrime> found = new ArrayList<>(settled);
    long tests = settledTests;
    int failures = settledFailures;
    int inFlight = 0;
    for (int number = firstOpen; number < next; number++) {
      Job part = parts.get(number);
      if (part == null || !part.state().isFinal()) {
        inFlight++;
      } else if (part.state() == JobState.DONE) {
        FoundPrimes more = found(part);
        found.addAll(more.primes());
        tests += more.tests();
      } else {
        failures += failure(part, failures);
      }
    }
    if (found.size() >= sale.count()) {
      return Finding.result(new FoundPrimes(tests, found.subList(0, sale.count())).text());
    }
    int missing = sale.count() - found.size();
    int wanted = size.inFlight(missing, parts.workers());
    sent.keySet().removeIf(number -> number < firstOpen || parts.get(number) != null);
    // What is not there could not be stored, or is on its way: then this is the same once more.
    sent.forEach((number, piece) -> submit(parts, number, piece));
    parts.noteUnderWay(inFlight);
    for (; inFlight < wanted && parts.mayAdd(inFlight); inFlight++) {
      SearchQuestion piece = piece(next, size.count(missing, parts.workers()));
      sent.put(next, piece);
      submit(parts, next++, piece);
    }
    discard(parts, (int) parts.ledger().settled());
    note(parts, missing);
    return null;
  }

  private void begin(Parts parts) {
    Ledger ledger = parts.ledger();
    SaleAccount account = SaleAccount.of(ledger.account());
    settledTests = account.tests();
    settledFailures = account.failures();
    firstOpen = (int) ledger.settled();
    next = firstOpen;
    noted = firstOpen;
    notedAt = parts.now();
    for (int number = 0; number < firstOpen; number++) {
      Job part = parts.get(number);
      if (part != null && part.state() == JobState.DONE) {
        settled.addAll(found(part).primes());
      }
    }
    begun = true;
  }

  /** Throws away what found nothing, of those that are known to be noted. */
  private void discard(Parts parts, int end) {
    for (; kept < end; kept++) {
      Job part = parts.get(kept);
      if (part != null && (part.state() != JobState.DONE || found(part).primes().isEmpty())) {
        parts.discard(kept, kept + 1);
      }
    }
  }

  private void note(Parts parts, int missing) {
    long now = parts.now();
    if (now - notedAt < NOTE_MS || firstOpen == noted) {
      return;
    }
    notedAt = now;
    noted = firstOpen;
    Job whole = parts.whole();
    double seconds = whole == null ? 0 : Math.max(1, now - whole.submittedAt()) / 1e3;
    double rest = settledTests == 0 ? 0 : missing * size.testsForOne() * seconds / settledTests;
    SaleAccount account =
        new SaleAccount(settledTests, settledFailures, settled.size(), (long) Math.ceil(rest));
    parts.note(Ledger.settled(firstOpen, account.text()));
  }

  @Override
  public void cleanUp(Parts parts) {
    int end = Math.max(next, (int) parts.ledger().settled());
    while (parts.has(end)) {
      end++;
    }
    parts.discard(0, end);
  }

  /** Moves on over the parts that are over. */
  private void settle(Parts parts) {
    for (Job part = parts.get(firstOpen);
        part != null && part.state().isFinal();
        part = parts.get(firstOpen)) {
      if (part.state() == JobState.DONE) {
        FoundPrimes found = found(part);
        settled.addAll(found.primes());
        settledTests += found.tests();
      } else {
        settledFailures += failure(part, settledFailures);
      }
      firstOpen++;
    }
  }

  /** 1 for a failure, 0 for what was only cancelled. */
  private static int failure(Job part, int before) {
    if (part.state() != JobState.FAILED) {
      return 0;
    }
    Outcome outcome = part.outcome();
    if (before + 1 >= MAX_FAILED) {
      throw new PlanFailedException(
          MAX_FAILED
              + " pieces of the search failed, the last for this reason: "
              + (outcome == null ? "unknown" : outcome.reason()));
    }
    return 1;
  }

  private static FoundPrimes found(Job part) {
    Outcome outcome = part.outcome();
    String result = outcome == null ? null : outcome.result();
    return result == null ? new FoundPrimes(0, List.of()) : FoundPrimes.parse(result);
  }

  private SearchQuestion piece(int number, int count) {
    String seed = HexFormat.of().formatHex(SeededRandom.derived(seeds, number));
    return new SearchQuestion(sale.spec(), seed, size.tests(), count);
  }

  private void submit(Parts parts, int number, SearchQuestion piece) {
    parts.submit(number, piece, size.expectedNanos(piece.count()));
  }
}
