package sellaprime.grid.gateway;

import java.util.Locale;
import sellaprime.job.Job;

/** A job as a caller sees it: what the job cache knows, and whether its tester has it in hand. */
public record JobStatus(Job job, boolean running) {

  /** {@code queued}, {@code running}, {@code done}, {@code failed} or {@code cancelled}. */
  public String state() {
    return running && !isOver() ? "running" : job.state().name().toLowerCase(Locale.ROOT);
  }

  /** Returns true if nothing can change it any more. */
  public boolean isOver() {
    return job.state().isFinal();
  }
}
