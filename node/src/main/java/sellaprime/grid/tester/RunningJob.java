package sellaprime.grid.tester;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;
import sellaprime.job.Progress;
import sellaprime.primality.arith.Watch;

/**
 * A job in a worker's hand: the token that stops it, and the ear for how far it has come.
 *
 * <p>Each question whether to stop is a sign of life, which {@link #hasShownLife} asks for; the
 * engine asks at every step, so it costs a plain write and no look at a clock.
 *
 * <p>What the test tells is passed on after every twentieth of the time that this attempt has taken
 * so far: when its node dies, little more than that has to be done again. But not more often than
 * once a second, which is what tests offer, and at least every {@link Saving#mostMillis}. It goes
 * by the time spent, since the time that a test is expected to take may be wrong by much: the price
 * list is for a machine without libgmp. Nothing is passed on by tests that are over before.
 */
final class RunningJob implements Watch {
  /**
   * How progress is kept.
   *
   * @param mostMillis the most time between two records of a job
   * @param clock milliseconds since the epoch
   * @param keep stores a record; called by the worker, must not block
   */
  record Saving(long mostMillis, LongSupplier clock, Consumer<Saved> keep) {
    private static final long LEAST_MILLIS = 1_000;
    private static final int PARTS = 20;

    /** The time between two records of a job that has been in hand for so long. */
    long everyMillis(long elapsedMillis) {
      return Math.min(mostMillis, Math.max(LEAST_MILLIS, elapsedMillis / PARTS));
    }
  }

  /** What there is to keep of {@code job}. */
  record Saved(Job job, Progress progress) {}

  private final Job job;
  private final Saving saving;
  private final AtomicBoolean alive = new AtomicBoolean(true);
  private volatile boolean cancelled;
  private final long takenAt;
  private long savedAt;
  private long checkpointedAt;
  private double done;

  /** Taken in hand now. */
  RunningJob(Job job, Saving saving) {
    this.job = job;
    this.saving = saving;
    this.takenAt = saving.clock.getAsLong();
    this.savedAt = takenAt;
    this.checkpointedAt = takenAt;
    Progress before = job.progress();
    this.done = before == null ? 0 : before.done();
  }

  Job job() {
    return job;
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public boolean isCancelled() {
    alive.setOpaque(true); // a look that comes late finds it the next time
    return cancelled;
  }

  /** True if the test has asked whether to stop since this was last called. */
  boolean hasShownLife() {
    return alive.getAndSet(false);
  }

  /**
   * Tests that can be resumed offer a checkpoint right after; the others are known by this only.
   */
  @Override
  public void progress(double fraction) {
    done = fraction;
    if (since(savedAt) >= 2 * everyMillis()) {
      save(null);
    }
  }

  /**
   * By a time of its own: where the steps are long, each begins with a record that has no
   * checkpoint.
   */
  @Override
  public void checkpoint(Supplier<byte[]> state) {
    if (since(checkpointedAt) >= everyMillis()) {
      save(state.get());
      checkpointedAt = savedAt;
    }
  }

  private long everyMillis() {
    return saving.everyMillis(since(takenAt));
  }

  /** A clock that was put back must not stop the saving. */
  private long since(long then) {
    return Math.abs(saving.clock.getAsLong() - then);
  }

  private void save(byte @Nullable [] checkpoint) {
    savedAt = saving.clock.getAsLong();
    saving.keep.accept(new Saved(job, new Progress(done, checkpoint, job.attempt(), savedAt)));
  }

  @Override
  public byte @Nullable [] resumeFrom() {
    Progress last = job.progress();
    return last == null ? null : last.checkpoint();
  }
}
