package sellaprime.grid.batch;

import sellaprime.grid.chunk.ChunkResult;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.Outcome;

/** Reads what came of a chunk that is over, in whatever way. */
final class ChunkResults {
  private ChunkResults() {}

  static ChunkResult of(Job chunk) {
    return ChunkResult.of(text(chunk));
  }

  /** As text. */
  static String text(Job chunk) {
    Outcome outcome = chunk.outcome();
    String result = outcome == null ? null : outcome.result();
    return chunk.state() == JobState.DONE && result != null
        ? result
        : ChunkResult.unanswered((ChunkQuestion) chunk.question(), why(chunk));
  }

  /** Why it has no answer. */
  static String why(Job chunk) {
    Outcome outcome = chunk.outcome();
    String reason = outcome == null ? null : outcome.reason();
    return reason != null ? reason : "its part of the batch was cancelled";
  }
}
