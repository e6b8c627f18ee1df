package sellaprime.primality.word;

import org.jspecify.annotations.Nullable;

/**
 * The base-2 filter for odd numbers below 2<sup>49</sup>: in vector registers once that is faster,
 * else scalar.
 *
 * <p><b>Why it is measured.</b> The vector filter needs a module that the JVM may not have loaded.
 * And until the JIT has compiled it, each of its operations makes objects: it is a thousand times
 * slower for the first seconds, or for good where the machine lacks the instructions. So it is
 * tried on one group of numbers in turn with the scalar one, for equal time; once that has cost
 * five seconds in vain, for a hundredth of the time. It gets the work as long as it is faster.
 *
 * <p>Times are shared by all instances, as compiled code is. An instance is not thread-safe.
 */
final class NarrowFilter implements Base2Filter {

  /** What this filter serves: numbers of at most so many bits. */
  static final int BITS = 49;

  private static final String VECTOR_FILTER = "sellaprime.primality.vector.DoubleFilter";

  /** Some vectors full; fewer numbers than this are not worth it. */
  private static final int TRIAL = 64;

  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private static final int SHARE_AFTER = 100;

  private static final Times TIMES = new Times();

  private final Base2Filter scalar = new SignedFilter();
  private final @Nullable Base2Filter vector = vectorFilter();
  private final int[] trial = new int[TRIAL];

  /** The filter in vector registers; null without the module. */
  static @Nullable Base2Filter vectorFilter() {
    try {
      return Class.forName(VECTOR_FILTER)
          .asSubclass(Base2Filter.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError unavailable) {
      return null;
    }
  }

  @Override
  public int keep(long[] numbers, int[] indices, int count) {
    if (vector == null || count < TRIAL) {
      return scalar.keep(numbers, indices, count);
    }
    if (TIMES.vectorIsFaster()) {
      long start = System.nanoTime();
      int kept = vector.keep(numbers, indices, count);
      TIMES.tookVector(System.nanoTime() - start, count);
      return kept;
    }
    if (TIMES.trialIsDue()) {
      System.arraycopy(indices, 0, trial, 0, TRIAL);
      long start = System.nanoTime();
      vector.keep(numbers, trial, TRIAL);
      TIMES.tookTrial(System.nanoTime() - start);
    }
    long start = System.nanoTime();
    int kept = scalar.keep(numbers, indices, count);
    TIMES.tookScalar(System.nanoTime() - start, count);
    return kept;
  }

  /** Who took how long. */
  private static final class Times {

    private long spentOnScalar;
    private long spentOnTrials;
    private double scalarPerNumber = Double.MAX_VALUE;
    private double vectorPerNumber = Double.MAX_VALUE;

    synchronized boolean vectorIsFaster() {
      return vectorPerNumber < scalarPerNumber;
    }

    synchronized boolean trialIsDue() {
      return spentOnTrials < PATIENCE_NANOS
          ? spentOnTrials <= spentOnScalar
          : (spentOnTrials - PATIENCE_NANOS) * SHARE_AFTER <= spentOnScalar;
    }

    synchronized void tookScalar(long nanos, int count) {
      spentOnScalar += nanos;
      scalarPerNumber = (double) nanos / count;
    }

    synchronized void tookTrial(long nanos) {
      spentOnTrials += nanos;
      vectorPerNumber = (double) nanos / TRIAL;
    }

    synchronized void tookVector(long nanos, int count) {
      vectorPerNumber = (double) nanos / count;
    }
  }
}
