package sellaprime.grid.jobs;

import javax.cache.processor.MutableEntry;
import org.apache.ignite.cache.CacheEntryProcessor;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobTransitions;
import sellaprime.job.Ruling;

/**
 * Runs {@link JobTransitions} on the primary copy of a job. Pure: Ignite may run it twice.
 *
 * <p>Returns null if the event counted, to keep the common reply empty; otherwise the ruling.
 */
final class ApplyEvent implements CacheEntryProcessor<String, Job, @Nullable Ruling> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Ignite's binary marshaller does not ask for Serializable
  private final JobEvent event;

  ApplyEvent(JobEvent event) {
    this.event = event;
  }

  @Override
  public @Nullable Ruling process(MutableEntry<String, Job> entry, Object... arguments) {
    Ruling ruling = JobTransitions.apply(entry.getValue(), event);
    if (!ruling.isApplied()) {
      return ruling;
    }
    entry.setValue(ruling.job());
    return null;
  }
}
