package sellaprime.grid.gateway;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sellaprime.client.JobInfo;
import sellaprime.client.Verdict;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.Outcome;
import sellaprime.job.Progress;

/** Renders a job for thin clients. */
final class JobInfos {
  private JobInfos() {}

  static JobInfo of(JobStatus status) {
    Job job = status.job();
    Outcome outcome = job.outcome();
    Progress progress = job.progress();
    return new JobInfo(
        job.id(),
        job.question().shown(),
        JobInfo.State.valueOf(status.state().toUpperCase(Locale.ROOT)),
        outcome == null ? null : verdict(outcome.answer()),
        outcome == null ? null : outcome.method(),
        outcome == null ? null : outcome.reason(),
        outcome == null ? null : outcome.node(),
        job.attempt(),
        job.submittedAt(),
        outcome == null ? 0 : outcome.finishedAt(),
        progress == null ? 0 : progress.done());
  }

  private static @Nullable Verdict verdict(@Nullable Answer answer) {
    return answer == null ? null : Verdict.valueOf(answer.name());
  }
}
