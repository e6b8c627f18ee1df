package sellaprime.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.job.Answer;
import sellaprime.job.BatchQuestion;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.FoundPrimes;
import sellaprime.job.Job;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.Progress;
import sellaprime.job.Question;
import sellaprime.job.SaleQuestion;
import sellaprime.job.Setback;
import sellaprime.primality.Verdict;
import sellaprime.rest.openapi.Doc;

/**
 * A job as callers see it; what is not known, or not so yet, is null and left out. Times are UTC
 * with milliseconds.
 *
 * @param kind what sort of question it is, if not about one number
 * @param rounds strong tests to random bases asked for besides the usual test, if any
 * @param sale what belongs to a sale, if it is one; verdict and method are then of its first prime
 * @param node name of the node that recorded the outcome
 * @param attempts how often the job was given to a tester
 * @param progress how much of a long test is done, from 0 to 1; only while it runs
 * @param reason why it failed
 * @param history the times it ran and was not answered, oldest first
 */
record JobAnswer(
    @Nullable String id,
    @Nullable String kind,
    @Nullable String number,
    @Nullable Integer rounds,
    @JsonUnwrapped @Nullable SaleAnswer sale,
    @Doc(
            value = "How it stands; the last three never change.",
            values = {"queued", "running", "done", "failed", "cancelled"})
        String state,
    @Doc(
            value = "Only when done.",
            values = {"prime", "probable-prime", "composite"})
        @Nullable String verdict,
    @Nullable String method,
    @Nullable String node,
    @Nullable Integer attempts,
    @Nullable String submittedAt,
    @Nullable String finishedAt,
    @Nullable Double progress,
    @Nullable String reason,
    @Nullable List<Event> history)
    implements JsonAnswer {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** One setback. */
  record Event(String kind, String tester, String detail, String at) {
    static Event of(Setback setback) {
      return new Event(
          setback.kind().name().toLowerCase(Locale.ROOT),
          setback.tester(),
          setback.detail(),
          time(setback.at()));
    }
  }

  /** A job of the grid. */
  static JobAnswer of(JobStatus status) {
    Job job = status.job();
    Outcome outcome = job.outcome();
    SaleQuestion sale = job.question() instanceof SaleQuestion wanted ? wanted : null;
    FoundPrimes sold = sale == null ? null : SaleAnswer.sold(outcome);
    Answer answer =
        sold != null ? sold.primes().get(0).answer() : outcome == null ? null : outcome.answer();
    NumberQuestion asked = job.question() instanceof NumberQuestion number ? number : null;
    return new JobAnswer(
        job.id(),
        kind(job.question()),
        asked == null ? null : asked.number(),
        asked == null || asked.rounds() == 0 ? null : (Integer) asked.rounds(),
        sale == null ? null : SaleAnswer.of(sale, job, sold),
        status.state(),
        answer == null ? null : answer.text(),
        sold != null ? sold.primes().get(0).method() : outcome == null ? null : outcome.method(),
        outcome == null ? null : outcome.node(),
        job.attempt(),
        time(job.submittedAt()),
        outcome == null ? null : time(outcome.finishedAt()),
        progress(job.progress()),
        outcome == null ? null : outcome.reason(),
        job.setbacks().isEmpty() ? null : job.setbacks().stream().map(Event::of).toList());
  }

  /** What was answered on the spot by {@code node}: no job, so no id. */
  static JobAnswer inPlace(String number, Verdict verdict, String node) {
    String text = Answer.valueOf(verdict.kind().name()).text();
    return new JobAnswer(
        null,
        null,
        number,
        null,
        null,
        "done",
        text,
        verdict.method(),
        node,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static @Nullable String kind(Question question) {
    if (question instanceof NumberQuestion) {
      return null;
    }
    if (question instanceof BatchQuestion) {
      return "batch";
    }
    if (question instanceof ChunkQuestion) {
      return "chunk";
    }
    return question instanceof SaleQuestion ? "sale" : "search";
  }

  private static @Nullable Double progress(@Nullable Progress progress) {
    return progress == null ? null : (Double) thousandths(progress.done());
  }

  /** To a thousandth: more would only look exact. */
  static double thousandths(double share) {
    return Math.floor(share * 1000) / 1000;
  }

  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }
}
