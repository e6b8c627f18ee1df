package sellaprime.faults;

import java.io.IOException;
import java.util.Locale;
import sellaprime.testkit.ProcessNode;

/** What a node takes of memory, after a full collection, and of threads. */
record Footprint(long heapBytes, int threads) {
  /** What the memory of answers, bounded by itself, and warm code take; a leak grows beyond. */
  private static final long HEAP_MARGIN = 64L << 20;

  /** Pools that grew under load and shrink when their threads' idle times are over. */
  private static final int THREAD_MARGIN = 24;

  static Footprint of(ProcessNode node) throws IOException, InterruptedException {
    long pid = node.process().pid();
    return new Footprint(Jcmd.liveHeap(pid), Jcmd.threads(pid));
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
