package sellaprime.grid.jobs;

/**
 * What a number of unfinished jobs amounts to: jobs and expected cost by {@link CostClass}, and the
 * characters of their numbers. Immutable.
 */
public final class Held {
  /** No jobs. */
  public static final Held NOTHING =
      new Held(new int[CostClass.COUNT], new long[CostClass.COUNT], 0);

  private final int[] jobs;
  private final long[] nanos;
  private final long chars;

  private Held(int[] jobs, long[] nanos, long chars) {
    this.jobs = jobs;
    this.nanos = nanos;
    this.chars = chars;
  }

  /** This, and one job more, or with a {@code sign} of -1 one less. */
  Held plus(int sign, long expectedNanos, int length) {
    int index = CostClass.of(expectedNanos).index();
    int[] newJobs = jobs.clone();
    long[] newNanos = nanos.clone();
    newJobs[index] += sign;
    newNanos[index] += sign * expectedNanos;
    return new Held(newJobs, newNanos, chars + (long) sign * length);
  }

  /** Both together. */
  public Held plus(Held other) {
    int[] newJobs = jobs.clone();
    long[] newNanos = nanos.clone();
    for (int i = 0; i < CostClass.COUNT; i++) {
      newJobs[i] += other.jobs[i];
      newNanos[i] += other.nanos[i];
    }
    return new Held(newJobs, newNanos, chars + other.chars);
  }

  /** Jobs. */
  public int jobs() {
    int sum = 0;
    for (int count : jobs) {
      sum += count;
    }
    return sum;
  }

  /** Jobs of one class. */
  public int jobs(CostClass costClass) {
    return jobs[costClass.index()];
  }

  /** Expected cost of the jobs of one class. */
  public long nanos(CostClass costClass) {
    return nanos[costClass.index()];
  }

  /** Expected cost of the jobs of {@code longest} and of all shorter classes. */
  public long nanosUpTo(CostClass longest) {
    long sum = 0;
    for (int i = 0; i <= longest.index(); i++) {
      sum += nanos[i];
    }
    return sum;
  }

  /** Characters of the jobs' numbers. */
  public long chars() {
    return chars;
  }
}
