package sellaprime.grid.compound;

import java.time.Duration;
import sellaprime.job.Job;
import sellaprime.job.Outcome;

/**
 * Keeps the parts of a job that takes days from expiring while it needs them. A part is kept for
 * twice as long as other outcomes, from the time it was written last. So whoever oversees the whole
 * has those written again that ended more than half of {@code keep} ago: when it takes the job
 * over, and each half of {@code keep} after that.
 *
 * <p><b>Guarantees.</b> While somebody oversees the whole, the last write of a part is never older
 * than {@code keep}, and the time that it took to find who does. So no part expires before the
 * whole is over, and all are there for {@code keep} after its end, as the whole is. Nothing is kept
 * for ever: what nobody oversees expires.
 *
 * <p><b>Cost.</b> Of a job that is younger, nothing. Else a read of each part and a write of each
 * old one, a few at a step; the notes of the writes bring about the next step.
 *
 * <p><b>Thread.</b> For the coordinator's alone.
 */
final class Renewal {
  private static final int MOST_WRITES = 32;
  private static final int MOST_LOOKS = 4096;

  private final long halfMs;

  /** When the next round begins, or the one that is under way began. */
  private long roundAt;

  /** The part to look at next, or -1 between two rounds. */
  private int next = -1;

  /** For a job submitted at {@code submittedAt}, taken over now. */
  Renewal(long submittedAt, Duration keep) {
    this.halfMs = keep.toMillis() / 2;
    this.roundAt = submittedAt + halfMs; // nothing that is part of it can be older
  }

  /** Looks after some parts, if it is time to. Those before {@code firstNeeded} may expire. */
  void step(Parts parts, int firstNeeded) {
    long now = parts.now();
    if (next < 0) {
      if (now < roundAt) {
        return;
      }
      roundAt = now;
      next = firstNeeded;
    }
    long settled = parts.ledger().settled();
    int writes = 0;
    for (int looks = 0; looks < MOST_LOOKS && writes < MOST_WRITES; looks++) {
      Job part = parts.get(next);
      if (part == null && next >= settled) { // before, some may have been thrown away
        next = -1;
        roundAt += halfMs;
        return;
      }
      Outcome outcome = part == null ? null : part.outcome();
      if (outcome != null && outcome.finishedAt() < roundAt - halfMs) {
        parts.renew(next);
        writes++;
      }
      next++;
    }
  }
}
