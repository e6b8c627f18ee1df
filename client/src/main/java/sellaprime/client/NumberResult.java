package sellaprime.client;

import org.jspecify.annotations.Nullable;

/**
 * What came of one number of many.
 *
 * @param line its place among them, from 1
 * @param number as it was given
 * @param verdict null if there is none
 * @param method how the verdict was found, or null
 * @param error why there is no verdict, or null
 */
public record NumberResult(
    long line,
    String number,
    @Nullable Verdict verdict,
    @Nullable String method,
    @Nullable String error) {

  static NumberResult error(long line, String number, String why) {
    return new NumberResult(line, number, null, null, why);
  }
}
