package sellaprime.primality.chain;

import java.util.function.LongSupplier;
import sellaprime.primality.arith.Watch;

/**
 * Moves a chain to its end: polls the watch at every step, tells it the progress, offers it
 * checkpoints, and repeats from the last good state what a check has found wrong.
 */
public final class ChainRunner {

  /** From offer to offer; the watch decides what it takes. */
  private static final long OFFER_NANOS = 1_000_000_000L;

  private static final int MAX_FAULTS_IN_PLACE = 5;

  /**
   * What happened.
   *
   * @param resumedAt steps that a checkpoint spared
   * @param faults checks that failed
   */
  public record Report(long resumedAt, int faults) {}

  private ChainRunner() {}

  /**
   * Runs {@code chain} to its end, from the watch's checkpoint if it has one of this computation.
   *
   * @throws java.util.concurrent.CancellationException once {@code watch} says so; the chain is of
   *     no further use then, its checkpoints are
   * @throws ComputationFaultException if checks fail again and again at one place
   */
  public static Report run(Chain<?> chain, Watch watch) {
    return run(chain, watch, System::nanoTime);
  }

  static Report run(Chain<?> chain, Watch watch, LongSupplier nanoTime) {
    long resumedAt = resume(chain, watch);
    long furthest = chain.position();
    int faults = 0;
    int faultsInPlace = 0;
    long offered = nanoTime.getAsLong();
    while (!chain.isDone()) {
      watch.check();
      if (!chain.advance(watch)) {
        faults++;
        if (++faultsInPlace == MAX_FAULTS_IN_PLACE) {
          throw new ComputationFaultException(
              "checks failed " + faultsInPlace + " times at step " + chain.position());
        }
        continue;
      }
      if (chain.position() <= furthest) {
        continue;
      }
      furthest = chain.position();
      faultsInPlace = 0;
      watch.progress((double) furthest / chain.length());
      if (chain.isSavable() && nanoTime.getAsLong() - offered >= OFFER_NANOS) {
        watch.checkpoint(() -> chain.checkpoint().toBytes());
        offered = nanoTime.getAsLong();
      }
    }
    return new Report(resumedAt, faults);
  }

  private static long resume(Chain<?> chain, Watch watch) {
    byte[] saved = watch.resumeFrom();
    if (saved == null) {
      return 0;
    }
    try {
      chain.resume(Checkpoint.fromBytes(saved));
      return chain.position();
    } catch (BadCheckpointException foreignOrDamaged) {
      return 0;
    }
  }
}
