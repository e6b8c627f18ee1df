package sellaprime.grid;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.processor.MutableEntry;
import org.apache.ignite.cache.CacheEntryProcessor;

/**
 * As {@link gadget.Bomb}, but from a package that is let in: where it goes off, a bomb would have,
 * too, if it were not for the filter.
 */
public final class Flare implements CacheEntryProcessor<String, String, String> {
  static final AtomicInteger SEEN = new AtomicInteger();

  private static final long serialVersionUID = 1L;

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    SEEN.incrementAndGet();
  }

  @Override
  public String process(MutableEntry<String, String> entry, Object... arguments) {
    SEEN.incrementAndGet();
    return "seen";
  }
}
