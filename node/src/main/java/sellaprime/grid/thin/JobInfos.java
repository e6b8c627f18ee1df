package sellaprime.grid.thin;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sellaprime.client.JobInfo;
import sellaprime.client.Verdict;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.Answer;
import sellaprime.job.FoundPrime;
import sellaprime.job.FoundPrimes;
import sellaprime.job.Job;
import sellaprime.job.Outcome;
import sellaprime.job.Progress;
import sellaprime.job.Question;
import sellaprime.job.SaleQuestion;

/** Renders a job for thin clients. */
final class JobInfos {
  private JobInfos() {}

  static JobInfo of(JobStatus status) {
    Job job = status.job();
    Outcome outcome = job.outcome();
    Progress progress = job.progress();
    List<FoundPrime> primes = sold(job.question(), outcome);
    Answer answer = outcome == null ? null : outcome.answer();
    String method = outcome == null ? null : outcome.method();
    if (!primes.isEmpty()) {
      answer = primes.get(0).answer();
      method = primes.get(0).method();
    }
    return new JobInfo(
        job.id(),
        job.question().shown(),
        JobInfo.State.valueOf(status.state().toUpperCase(Locale.ROOT)),
        verdict(answer),
        method,
        outcome == null ? null : outcome.reason(),
        outcome == null ? null : outcome.node(),
        job.attempt(),
        job.submittedAt(),
        outcome == null ? 0 : outcome.finishedAt(),
        progress == null ? 0 : progress.done(),
        primes.stream().map(FoundPrime::prime).toArray(String[]::new));
  }

  private static List<FoundPrime> sold(Question question, @Nullable Outcome outcome) {
    String result = outcome == null ? null : outcome.result();
    return result != null && question instanceof SaleQuestion
        ? FoundPrimes.parse(result).primes()
        : List.of();
  }

  private static @Nullable Verdict verdict(@Nullable Answer answer) {
    return answer == null ? null : Verdict.valueOf(answer.name());
  }
}
