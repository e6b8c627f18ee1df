package sellaprime.primality.bulk;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.probable.StrongTest;

/**
 * Decides whether the lanes are used: one for the process.
 *
 * <p><b>Before the first use</b> facts count: the module is there and the registers hold at least
 * four doubles. Timing would not be fair: until the JIT has compiled the kernels, after a second or
 * two of work, they are a hundred times slower. For the same reason lanes are only taken once the
 * work seen so far and ahead would take the plain route {@value #WARM_UP_SECONDS} seconds.
 *
 * <p><b>While in use</b> they are watched: the first answer, and one a second later on, is compared
 * with the plain test's. A wrong one ends their use at once. So does being slower than the plain
 * test three times in a row, in thread CPU time, once they have had time to warm up.
 *
 * <p>Thread-safe.
 */
final class LaneGate {

  static final int WARM_UP_SECONDS = 2;

  private static final double NANOS = 1e9;
  private static final int TOO_SLOW_TIMES = 3;
  private static final String KERNEL = "sellaprime.primality.vector.VectorLanes";

  /** The gate of this process. */
  static final LaneGate OF_PROCESS = new LaneGate(LaneGate::load);

  private final Supplier<Lanes> lanes;
  private @Nullable String closed;
  private @Nullable String description;
  private double workSeen;
  private double laneNanos;
  private double nextCheck;
  private int timesTooSlow;

  /** A gate before what {@code lanes} makes; it throws a LinkageError if it cannot. */
  LaneGate(Supplier<Lanes> lanes) {
    this.lanes = lanes;
  }

  private static Lanes load() {
    try {
      return Class.forName(KERNEL).asSubclass(Lanes.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no vector kernels", e);
    }
  }

  /**
   * Lanes for the caller's thread, or null if they are not to be used.
   *
   * @param nanosAhead what the plain route would take for the work at hand
   */
  synchronized @Nullable Lanes enter(double nanosAhead) {
    workSeen += nanosAhead;
    if (closed != null || workSeen < WARM_UP_SECONDS * NANOS) {
      return null;
    }
    try {
      Lanes made = lanes.get();
      description = made.describe();
      if (made.count() < 4) {
        closed = "vector registers hold only " + made.count() + " doubles";
        return null;
      }
      return made;
    } catch (LinkageError e) {
      closed = "the JVM runs without the module jdk.incubator.vector";
      return null;
    }
  }

  /**
   * Told after each batch; returns whether the lanes are still to be used.
   *
   * @param n one of the batch
   * @param passes what the lanes said of its strong test to base 2
   * @param nanos CPU time of the batch
   * @param count numbers in the batch
   */
  boolean stillOpen(BigInteger n, boolean passes, long nanos, int count) {
    boolean warm;
    synchronized (this) {
      if (closed != null) {
        return false;
      }
      laneNanos += nanos;
      if (laneNanos < nextCheck) {
        return true;
      }
      warm = laneNanos > WARM_UP_SECONDS * NANOS;
      nextCheck = Math.max(laneNanos, WARM_UP_SECONDS * NANOS) + NANOS;
    }
    long start = cpuNanos();
    boolean plain = StrongTest.passesBase2(n, Watch.NONE);
    long plainNanos = cpuNanos() - start;
    return judge(n, passes == plain, warm && nanos / count > plainNanos);
  }

  private synchronized boolean judge(BigInteger n, boolean right, boolean tooSlow) {
    timesTooSlow = tooSlow ? timesTooSlow + 1 : 0;
    if (!right) {
      closed = "a wrong answer for " + n;
    } else if (timesTooSlow >= TOO_SLOW_TIMES) {
      closed = "slower than the plain test at " + n.bitLength() + " bits";
    }
    return closed == null;
  }

  /** What is used, or why not: {@code "4 lanes of 51-bit limbs"}. */
  synchronized String describe() {
    if (closed != null) {
      return "one by one: " + closed;
    }
    return description != null ? description : "one by one until there is work for seconds";
  }

  static long cpuNanos() {
    return Clock.THREADS.isCurrentThreadCpuTimeSupported()
        ? Clock.THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  private static final class Clock {
    static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  }
}
