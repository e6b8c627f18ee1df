package sellaprime.grid.jobs;

import javax.cache.processor.MutableEntry;
import org.apache.ignite.binary.BinaryReader;
import org.apache.ignite.binary.BinaryWriter;
import org.apache.ignite.binary.Binarylizable;
import org.apache.ignite.cache.CacheEntryProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Removes a job if it is over; one that is not, as when its id was used again, stays. Pure: Ignite
 * may run it twice.
 */
final class ForgetIfOver
    implements CacheEntryProcessor<String, StoredJob, @Nullable Object>, Binarylizable {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Object process(MutableEntry<String, StoredJob> entry, Object... arguments) {
    StoredJob stored = entry.getValue();
    if (stored != null && stored.job().state().isFinal()) {
      entry.remove();
    }
    return null;
  }

  @Override
  public void writeBinary(BinaryWriter writer) {
    // nothing to tell
  }

  @Override
  public void readBinary(BinaryReader reader) {
    // nothing was told
  }
}
