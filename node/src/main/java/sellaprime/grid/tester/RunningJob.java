package sellaprime.grid.tester;

import java.util.concurrent.atomic.AtomicBoolean;
import sellaprime.job.Job;
import sellaprime.primality.arith.Watch;

/**
 * A job in a worker's hand, and the token that stops it. Each question whether to stop is a sign of
 * life, which {@link #hasShownLife} asks for; the engine asks at every step, so it costs a plain
 * write and no look at a clock.
 */
final class RunningJob implements Watch {
  private final Job job;
  private volatile boolean cancelled;

  private final AtomicBoolean alive = new AtomicBoolean(true);

  RunningJob(Job job) {
    this.job = job;
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
}
