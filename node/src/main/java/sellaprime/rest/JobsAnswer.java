package sellaprime.rest;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.BatchView;
import sellaprime.grid.gateway.JobList;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobKind;
import sellaprime.job.Outcome;
import sellaprime.job.Progress;

/**
 * A page of jobs.
 *
 * @param next parameter {@code from} of the next page, or null if this is the last
 */
record JobsAnswer(List<Line> jobs, @Nullable String next) implements JsonAnswer {
  private static final int SHOWN_HEAD = 60;
  private static final int SHOWN_TAIL = 20;

  /**
   * A job in a few words.
   *
   * @param kind {@code number}, {@code batch} or {@code sale}
   * @param what what is asked; of a long number its beginning and its end
   * @param length characters of what is asked, if not all are shown
   * @param owner name of the node that has it, while it is not over
   * @param node name of the node that recorded its outcome
   * @param progress how much is done, from 0 to 1, while it runs and if that is known
   * @param lines of a batch: those accepted by now
   * @param done of a batch: those answered
   */
  record Line(
      String id,
      String kind,
      String what,
      @Nullable Integer length,
      String state,
      @Nullable String verdict,
      @Nullable String method,
      @Nullable String owner,
      @Nullable String node,
      int attempts,
      @Nullable Double progress,
      @Nullable Long lines,
      @Nullable Long done,
      String submittedAt,
      @Nullable String finishedAt,
      @Nullable String reason) {}

  static JobsAnswer of(JobList.Page page, Backend backend) {
    return new JobsAnswer(
        page.jobs().stream().map(status -> line(status, backend)).toList(), page.next());
  }

  private static Line line(JobStatus status, Backend backend) {
    Job job = status.job();
    Outcome outcome = job.outcome();
    Answer answer = outcome == null ? null : outcome.answer();
    String what = job.question().shown();
    boolean isLong = what.length() > SHOWN_HEAD + SHOWN_TAIL + 1;
    JobKind kind = JobKind.of(job.question());
    BatchView batch = kind == JobKind.BATCH ? backend.batches().find(job.id()) : null;
    return new Line(
        job.id(),
        kind.name().toLowerCase(Locale.ROOT),
        isLong ? shortened(what) : what,
        isLong ? (Integer) what.length() : null,
        status.state(),
        answer == null ? null : answer.text(),
        outcome == null ? null : outcome.method(),
        outcome == null ? backend.watch().nodeOf(job.owner()) : null,
        outcome == null ? null : outcome.node(),
        job.attempt(),
        outcome == null ? progress(job.progress(), batch) : null,
        batch == null ? null : (Long) batch.fed(),
        batch == null ? null : (Long) batch.done().lines(),
        JobAnswer.time(job.submittedAt()),
        outcome == null ? null : JobAnswer.time(outcome.finishedAt()),
        outcome == null ? null : outcome.reason());
  }

  private static String shortened(String text) {
    return text.substring(0, SHOWN_HEAD) + "…" + text.substring(text.length() - SHOWN_TAIL);
  }

  private static @Nullable Double progress(@Nullable Progress progress, @Nullable BatchView batch) {
    if (batch != null) {
      return batch.complete() && batch.fed() > 0
          ? (Double) JobAnswer.thousandths((double) batch.done().lines() / batch.fed())
          : null;
    }
    return progress == null ? null : (Double) JobAnswer.thousandths(progress.done());
  }
}
