package sellaprime.testkit;

import java.util.List;
import java.util.Random;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.Question;

/** Jobs, load rows and randomness for the tests of the grid. */
public final class Samples {
  /** Expected cost of a job that shares a hand with others. */
  public static final long TINY = 1_000;

  /** Expected cost of a job that a worker takes alone. */
  public static final long LARGE = 10_000_000;

  private Samples() {}

  /** A random source whose seed is printed; repeat a run with -Dsellaprime.seed=... */
  public static Random random(String purpose) {
    return new Random(seed(purpose));
  }

  /** A seed that is printed; repeat a run with -Dsellaprime.seed=... */
  public static long seed(String purpose) {
    long seed = Long.getLong("sellaprime.seed", System.nanoTime());
    System.out.println(purpose + ": -Dsellaprime.seed=" + seed);
    return seed;
  }

  /** A job of the number 7 at {@code owner}. */
  public static Job job(String id, String owner) {
    return job(id, owner, LARGE);
  }

  public static Job job(String id, String owner, long expectedNanos) {
    return Job.submitted(id, Question.of("7"), expectedNanos, owner, 1);
  }

  public static Submitted submitted(String id, String number, String owner) {
    return new Submitted(Job.submitted(id, Question.of(number), LARGE, owner, 1));
  }

  public static Answered prime(String node) {
    return new Answered(Answer.PRIME, "by sight", node, 2);
  }

  /** The tester {@code tester} of a node of the same name, with two workers and nothing to do. */
  public static TesterLoad idle(String tester, long beat) {
    return row(tester, false, 0, beat);
  }

  /** A row of a tester with two workers. */
  public static TesterLoad row(
      String tester, boolean leaving, long queuedNanos, long beat, String... running) {
    return new TesterLoad(
        tester,
        node(tester),
        node(tester),
        2,
        leaving,
        0,
        new long[] {queuedNanos, 0, 0},
        1,
        running,
        true,
        beat);
  }

  /** The node of a tester: what stands before the # of its id. */
  public static String node(String tester) {
    return List.of(tester.split("#", -1)).get(0);
  }
}
