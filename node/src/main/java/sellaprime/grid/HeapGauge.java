package sellaprime.grid;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.gateway.Gateway;

/**
 * How full the heap was after its last collection: what is really in use, garbage left out. Of the
 * pools that collections empty, the fullest of those that outlive them.
 *
 * <p>A full heap refuses work, and without work nothing fills it, so that no collection comes which
 * would tell that there is room again. So whoever asks while the last reading is too high, and
 * older than five seconds, has the heap collected before he gets his answer: once a minute at most,
 * as it stops the process for a while.
 *
 * <p>Thread-safe.
 */
final class HeapGauge {
  private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Logger log = LoggerFactory.getLogger(HeapGauge.class);

  private final DoubleSupplier afterCollection;
  private final Runnable collect;
  private final LongSupplier nanos;
  private double last; // of the readings that were too high
  private long since; // when it was first seen
  private long collected;

  HeapGauge() {
    this(oldGeneration(), System::gc, System::nanoTime);
  }

  /**
   * {@code afterCollection} tells how full the heap was after the last collection; {@code collect}
   * makes one.
   */
  HeapGauge(DoubleSupplier afterCollection, Runnable collect, LongSupplier nanos) {
    this.afterCollection = afterCollection;
    this.collect = collect;
    this.nanos = nanos;
    this.collected = nanos.getAsLong() - PAUSE_NANOS;
  }

  /** 0 to 1; 0 before the first collection, and where the collector does not tell. */
  double used() {
    double used = afterCollection.getAsDouble();
    if (used <= Gateway.FULL || !isCollectionDue(used)) {
      return used;
    }
    log.info("The heap was {} % full when it was last collected; looking again", percent(used));
    collect.run();
    double now = afterCollection.getAsDouble();
    log.info("The heap is {} % full", percent(now));
    return now;
  }

  private static long percent(double share) {
    return Math.round(share * 100);
  }

  private synchronized boolean isCollectionDue(double used) {
    long now = nanos.getAsLong();
    if (used != last) { // to the byte: another collection has been
      last = used;
      since = now;
    }
    if (now - since < OLD_NANOS || now - collected < PAUSE_NANOS) {
      return false;
    }
    collected = now;
    return true;
  }

  /** Where collectors put what stays, and where they run out of room. */
  private static DoubleSupplier oldGeneration() {
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
            .toList();
    return () -> used(pools);
  }

  private static double used(List<MemoryPoolMXBean> pools) {
    double used = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage after = pool.getCollectionUsage();
      if (after != null && after.getMax() > 0) {
        used = Math.max(used, (double) after.getUsed() / after.getMax());
      }
    }
    return used;
  }
}
