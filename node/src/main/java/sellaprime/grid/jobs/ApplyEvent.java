package sellaprime.grid.jobs;

import javax.cache.processor.MutableEntry;
import org.apache.ignite.binary.BinaryObjectException;
import org.apache.ignite.binary.BinaryReader;
import org.apache.ignite.binary.BinaryWriter;
import org.apache.ignite.binary.Binarylizable;
import org.apache.ignite.cache.CacheEntryProcessor;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobTransitions;
import sellaprime.job.Ruling;

/**
 * Runs {@link JobTransitions} on the primary copy of a job. Pure: Ignite may run it twice.
 *
 * <p>Returns null if the event counted, to keep the common reply empty.
 */
final class ApplyEvent
    implements CacheEntryProcessor<String, StoredJob, @Nullable Refusal>, Binarylizable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings({"NullAway.Init", "serial"}) // Ignite makes an empty one and reads into it
  private JobEvent event;

  ApplyEvent(JobEvent event) {
    this.event = event;
  }

  @Override
  public @Nullable Refusal process(MutableEntry<String, StoredJob> entry, Object... arguments) {
    StoredJob stored = entry.getValue();
    Ruling ruling = JobTransitions.apply(stored == null ? null : stored.job(), event);
    Job next = ruling.job();
    if (!ruling.isApplied() || next == null) {
      return new Refusal(ruling);
    }
    entry.setValue(new StoredJob(next));
    return null;
  }

  @Override
  public void writeBinary(BinaryWriter writer) throws BinaryObjectException {
    Wire.writeEvent(new WireOut.Binary(writer.rawWriter()), event);
  }

  @Override
  public void readBinary(BinaryReader reader) throws BinaryObjectException {
    event = Wire.readEvent(new WireIn.Binary(reader.rawReader()));
  }
}
