package sellaprime.faults;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import sellaprime.testkit.ProcessNode;

/** What a node takes of memory, after a full collection, and of threads. */
record Footprint(long heapBytes, int threads) {
  /** What the memory of answers, bounded by itself, and warm code take; a leak grows beyond. */
  private static final long HEAP_MARGIN = 64L << 20;

  private static final int TRIES = 120;

  /** Pools that grew under load and shrink when their threads' idle times are over. */
  private static final int THREAD_MARGIN = 24;

  /**
   * Of the node in {@code slot}; if that dies meanwhile, as it may on a busy machine, of the next.
   *
   * @throws IOException if that fails again and again
   */
  static Footprint of(Slot slot) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      ProcessNode node = slot.node().orElse(null);
      try {
        if (node == null) {
          throw new IOException(slot.name() + " is not up");
        }
        long pid = node.process().pid();
        return new Footprint(Jcmd.liveHeap(pid), Jcmd.threads(pid));
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
        TimeUnit.SECONDS.sleep(1); // a JVM may be late to open its door, and a node to come back
      }
    }
  }

  /** Whether this is about as small as {@code before}. */
  boolean isBackTo(Footprint before) {
    return heapBytes <= before.heapBytes + HEAP_MARGIN && threads <= before.threads + THREAD_MARGIN;
  }

  /** The larger in each. */
  Footprint max(Footprint other) {
    return new Footprint(Math.max(heapBytes, other.heapBytes), Math.max(threads, other.threads));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.1f MB of heap, %d threads", heapBytes / 1048576.0, threads);
  }
}
