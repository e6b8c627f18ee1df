package sellaprime.rest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;

/** Reads the query parameters of a batch. */
final class BatchOptions {
  private BatchOptions() {}

  static BatchQuestion question(
      @Nullable String ask,
      @Nullable String rounds,
      @Nullable String strict,
      @Nullable String untilPrime) {
    return new BatchQuestion(
        ask(ask),
        rounds == null ? 0 : Rounds.asked(rounds),
        flag("strict", strict),
        (int) number("until-prime", untilPrime, 0, Integer.MAX_VALUE));
  }

  private static Ask ask(@Nullable String text) {
    return text == null
        ? Ask.PRIME
        : Arrays.stream(Ask.values())
            .filter(ask -> ask.text().equals(text))
            .findAny()
            .orElseThrow(() -> new ProblemException(400, "ask must be prime or safe-prime"));
  }

  /** A parameter that is there or not; {@code name=false} is not. */
  static boolean flag(String name, @Nullable String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.isEmpty() || value.equals("true")) {
      return true;
    }
    throw new ProblemException(400, name + " must be true or false");
  }

  /** A whole number from 1, or {@code otherwise} if there is none. */
  static long number(String name, @Nullable String value, long otherwise, long most) {
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ProblemException(400, name + " must be a whole number, from 1 to " + most);
  }
}
