package sellaprime.grid.tester;

import sellaprime.job.Job;
import sellaprime.primality.arith.Watch;

/** A job in a worker's hand, and the token that stops it. */
final class RunningJob implements Watch {
  private final Job job;
  private volatile boolean cancelled;

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
    return cancelled;
  }
}
