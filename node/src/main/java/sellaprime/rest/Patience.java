package sellaprime.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a caller wants to wait for the end of a job: whole seconds, at most {@link #MAX}. */
final class Patience {
  static final Duration MAX = Duration.ofMinutes(5);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern PREFERENCE =
      Pattern.compile(
          "\\s*+([!#$%&'*+.^_`|~0-9A-Za-z-]++)\\s*+"
              + "(?:=\\s*+(?:\"([^\"]*+)\"|([^\\s,;\"]*+))\\s*+)?+"
              + "(?:;[^,]*+)?+(?:,|$)"); // possessive throughout, so it reads in linear time

  private Patience() {}

  /**
   * Reads the query parameter {@code wait}, {@code otherwise} if there is none.
   *
   * @throws ProblemException 400 if it is no number of seconds
   */
  static Duration asked(@Nullable String wait, Duration otherwise) {
    if (wait == null) {
      return otherwise;
    }
    if (!SECONDS.matcher(wait).matches()) {
      throw new ProblemException(400, "wait must be a whole number of seconds, from 0");
    }
    return bounded(wait);
  }

  /** As below, of a request's header {@code Prefer}. */
  static @Nullable Duration of(HttpHeaders headers) {
    return preferred(headers.getRequestHeader("Prefer"));
  }

  /**
   * Reads {@code wait} among the preferences of RFC 7240; null if there is none that makes sense.
   * The first counts; others are not for us.
   */
  static @Nullable Duration preferred(@Nullable List<String> headers) {
    for (String header : headers == null ? List.<String>of() : headers) {
      Matcher preference = PREFERENCE.matcher(header);
      while (preference.lookingAt()) {
        if (preference.group(1).toLowerCase(Locale.ROOT).equals("wait")) {
          String quoted = preference.group(2);
          String value = quoted != null ? quoted : preference.group(3);
          return value != null && SECONDS.matcher(value).matches() ? bounded(value) : null;
        }
        if (preference.end() == header.length()) {
          break;
        }
        preference.region(preference.end(), header.length());
      }
    }
    return null;
  }

  private static Duration bounded(String seconds) {
    return Duration.ofSeconds(Math.min(Long.parseLong(seconds), MAX.toSeconds()));
  }
}
