package sellaprime.job;

import org.jspecify.annotations.Nullable;

/**
 * What a worker, or who oversees a compound job, has found out.
 *
 * @param answer the verdict on a number, or null if the question was not about one number
 * @param method how it was found, or null
 * @param result what else was found, as text in the form that belongs to the kind of question; or
 *     null
 */
public record Finding(@Nullable Answer answer, @Nullable String method, @Nullable String result) {
  /** A verdict on a number. */
  public static Finding verdict(Answer answer, String method) {
    return new Finding(answer, method, null);
  }

  /** What was found about something else than one number. */
  public static Finding result(String result) {
    return new Finding(null, null, result);
  }
}
