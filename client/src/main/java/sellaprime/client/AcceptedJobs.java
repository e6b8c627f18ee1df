package sellaprime.client;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of jobs that this client had accepted and whose end it has not seen, so that a job
 * that the cluster has lost can be submitted again. Bounded: when the characters exceed the limit,
 * the oldest are forgotten. Not thread-safe.
 */
final class AcceptedJobs {
  private final long maxChars;
  private final Map<String, String> numbers = new LinkedHashMap<>();
  private long chars;

  AcceptedJobs(long maxChars) {
    this.maxChars = maxChars;
  }

  /** The number of {@code id}, or null if it is not known here. */
  @Nullable String number(String id) {
    return numbers.get(id);
  }

  void remember(String id, String number) {
    forget(id);
    numbers.put(id, number);
    chars += id.length() + number.length();
    Iterator<Map.Entry<String, String>> oldest = numbers.entrySet().iterator();
    while (chars > maxChars && oldest.hasNext()) {
      Map.Entry<String, String> entry = oldest.next();
      chars -= entry.getKey().length() + entry.getValue().length();
      oldest.remove();
    }
  }

  void forget(String id) {
    String number = numbers.remove(id);
    if (number != null) {
      chars -= id.length() + number.length();
    }
  }
}
