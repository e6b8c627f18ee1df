package sellaprime.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.JobTransitions;
import sellaprime.job.Question;
import sellaprime.job.Ruling;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;

/**
 * What the pure part of a small job costs: its rules, and the reading of its number. JMH measures.
 */
@Command(name = "transitions", description = "Cost of the rules and of reading a number, by JMH.")
public class Transitions implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    new Runner(
            new OptionsBuilder()
                .include(Transitions.class.getName() + ".*")
                .forks(1)
                .warmupIterations(3)
                .measurementIterations(5)
                .build())
        .run();
    return 0;
  }

  /** One job and what happens to it. */
  @State(Scope.Thread)
  public static class Case {
    final Job job = Job.submitted("id", Question.of("18446744073709551557"), 5_000, "tester#1", 1);
    final Submitted submitted = new Submitted(job);
    final Answered answered = new Answered(Answer.PRIME, "a method", "node", 2);
  }

  /** Submitted, then answered. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Ruling submitAndAnswer(Case c) {
    Job stored = JobTransitions.apply(null, c.submitted).job();
    return JobTransitions.apply(stored, c.answered);
  }

  /** A decimal of 20 digits, parsed and evaluated. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Object readNumber(Case c) {
    return NumberExpression.parse(c.job.question().shown(), InputLimits.DEFAULT).evaluate();
  }
}
