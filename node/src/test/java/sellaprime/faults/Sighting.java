package sellaprime.faults;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sellaprime.client.JobInfo;

/**
 * How a node said that a job stands.
 *
 * @param state in the words of the REST interface
 * @param verdict in the same words, or null
 * @param node name of the node that recorded the outcome, or null
 * @param submittedAt milliseconds since the epoch, by some node's clock
 * @param finishedAt the same, or 0
 */
record Sighting(
    String number,
    String state,
    @Nullable String verdict,
    @Nullable String node,
    @Nullable String reason,
    int attempts,
    long submittedAt,
    long finishedAt) {

  static Sighting of(JobInfo job) {
    return new Sighting(
        job.number(),
        word(job.state()),
        job.verdict() == null ? null : word(job.verdict()),
        job.node(),
        job.reason(),
        job.attempts(),
        job.submittedAt(),
        job.finishedAt());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the job is over. */
  boolean isFinal() {
    return state.equals("done") || state.equals("failed") || state.equals("cancelled");
  }

  /** Whether both tell the same outcome, whoever recorded it and when. */
  boolean sameOutcome(Sighting other) {
    return state.equals(other.state) && Objects.equals(verdict, other.verdict);
  }
}
