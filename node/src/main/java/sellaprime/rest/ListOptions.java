package sellaprime.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.gateway.JobList;
import sellaprime.job.JobKind;

/** Reads the query parameters of a list of jobs. */
final class ListOptions {
  /** Jobs on a page, unless told otherwise. */
  static final int USUAL = 50;

  private ListOptions() {}

  /** {@code own} is who asks. */
  static JobList.Filter filter(
      @Nullable String state, @Nullable String kind, @Nullable String caller, long own) {
    if (caller != null && !caller.equals("me")) {
      throw new ProblemException(400, "caller must be me, or absent: others are not told apart");
    }
    return new JobList.Filter(state(state), kind(kind), caller == null ? null : (Long) own);
  }

  private static JobList.@Nullable State state(@Nullable String text) {
    if (text == null) {
      return null;
    }
    JobList.State state = JobList.state(text);
    if (state == null) {
      throw new ProblemException(
          400, "state must be unfinished, queued, running, done, failed or cancelled");
    }
    return state;
  }

  private static @Nullable JobKind kind(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (JobKind kind : JobKind.values()) {
      if (kind != JobKind.PART && kind.name().toLowerCase(Locale.ROOT).equals(text)) {
        return kind;
      }
    }
    throw new ProblemException(400, "kind must be number, batch or sale");
  }
}
