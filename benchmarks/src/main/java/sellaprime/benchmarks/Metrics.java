package sellaprime.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.observe.GridObserver.Attempt;
import sellaprime.job.Answer;
import sellaprime.job.Finding;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.Outcome;
import sellaprime.job.Question;
import sellaprime.metrics.NodeMetrics;

/** What the figures cost one job, and what a scrape costs. JMH measures. */
@Command(name = "metrics", description = "Cost of the figures for each job, by JMH.")
public class Metrics implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    new Runner(
            new OptionsBuilder()
                .include(Metrics.class.getName() + ".*")
                .forks(1)
                .warmupIterations(3)
                .measurementIterations(5)
                .build())
        .run();
    return 0;
  }

  /** The figures of a node, and one job. */
  @State(Scope.Benchmark)
  public static class Case {
    final NodeMetrics metrics = NodeMetrics.ofKeeper();
    final GridObserver observer = metrics.observer();
    final Job job = Job.submitted("id", Question.of("18446744073709551557"), 5_000, "tester#1", 1);
    final Finding finding = Finding.verdict(Answer.PRIME, "Baillie-PSW, proved below 2^64");
    final Outcome outcome = Outcome.of(finding, "node", 3);

    /** Ends what the figures of the JVM listen to. */
    @TearDown
    public void close() {
      metrics.close();
    }
  }

  private static void tell(Case c) {
    c.observer.attempt(Attempt.FIRST);
    c.observer.tested(c.job, c.finding, 1, 20_000);
    c.observer.ended(c.job, JobState.DONE, c.outcome);
  }

  /** All that one job tells. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public void oneJob(Case c) {
    tell(c);
  }

  /** The same, from two threads that tell of their jobs at once. */
  @Benchmark
  @Threads(2)
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public void oneJobOfTwoThreads(Case c) {
    tell(c);
  }

  /** The text of all figures. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public String scrape(Case c) {
    return c.metrics.text();
  }
}
