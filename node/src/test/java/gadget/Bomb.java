package gadget;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.processor.MutableEntry;
import org.apache.ignite.cache.CacheEntryProcessor;

/** Runs code as soon as somebody makes an object of its bytes. Here it only counts. */
public final class Bomb implements CacheEntryProcessor<String, String, String> {
  public static final AtomicInteger EXPLODED = new AtomicInteger();

  private static final long serialVersionUID = 1L;

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    EXPLODED.incrementAndGet();
  }

  @Override
  public String process(MutableEntry<String, String> entry, Object... arguments) {
    EXPLODED.incrementAndGet();
    return "boom";
  }
}
