package sellaprime.grid.jobs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.jobs.FinishedIds.Place;

/**
 * The ids of finished jobs, oldest first to within ten seconds. Thread-safe.
 *
 * <p>Ids of one span of ten seconds stand behind each other as bytes: with the random ids that
 * gateways give, 37 bytes an outcome. So a million outcomes take 37 MB, where objects would take
 * three times that.
 */
public final class FinishOrder {
  private static final long SPAN_MS = 10_000;

  /** Ids have at most 128 ASCII characters. */
  private static final int LENGTH_MASK = 0xff;

  private static final class Span {
    final ByteArrayOutputStream ids = new ByteArrayOutputStream();
    int count;
  }

  private final TreeMap<Long, Span> spans = new TreeMap<>();
  private long size;

  /** Notes that the job {@code id} ended at {@code finishedAt}, milliseconds since the epoch. */
  public synchronized void add(String id, long finishedAt) {
    byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
    Span span = spans.computeIfAbsent(Math.floorDiv(finishedAt, SPAN_MS), key -> new Span());
    span.ids.write(bytes.length);
    span.ids.write(bytes, 0, bytes.length);
    span.count++;
    size++;
  }

  /** Takes out the oldest span of ten seconds; empty if there is none. */
  synchronized List<String> takeOldest() {
    Map.Entry<Long, Span> oldest = spans.pollFirstEntry();
    if (oldest == null) {
      return List.of();
    }
    size -= oldest.getValue().count;
    return ids(oldest.getValue());
  }

  /** All of them; they stay. */
  public synchronized List<String> all() {
    return spans.values().stream().flatMap(span -> ids(span).stream()).toList();
  }

  private static List<String> ids(Span span) {
    return ids(span, 0, span.count);
  }

  /** Those from number {@code begin} to before {@code end}, in the order in which they came. */
  private static List<String> ids(Span span, int begin, int end) {
    byte[] bytes = span.ids.toByteArray();
    List<String> ids = new ArrayList<>(end - begin);
    for (int at = 0, index = 0; index < end; index++) {
      int length = bytes[at] & LENGTH_MASK;
      if (index >= begin) {
        ids.add(new String(bytes, at + 1, length, StandardCharsets.US_ASCII));
      }
      at += 1 + length;
    }
    return ids;
  }

  /**
   * The newest {@code most} before {@code place}, or of all if that is null. What is added later
   * changes no place; what is taken out leaves a gap.
   */
  synchronized FinishedIds newest(@Nullable Place place, int most) {
    List<String> ids = new ArrayList<>();
    var older = place == null ? spans : spans.headMap(place.span(), true);
    for (Map.Entry<Long, Span> entry : older.descendingMap().entrySet()) {
      Span span = entry.getValue();
      int end =
          place != null && place.span() == entry.getKey()
              ? Math.max(0, Math.min(place.index(), span.count))
              : span.count;
      int begin = Math.max(0, end - (most - ids.size()));
      List<String> inOrder = ids(span, begin, end);
      Collections.reverse(inOrder);
      ids.addAll(inOrder);
      if (ids.size() == most) {
        return new FinishedIds(ids, new Place(entry.getKey(), begin));
      }
    }
    return new FinishedIds(ids, null);
  }

  /** Puts back what was taken out and is still to be kept; it stays the oldest. */
  synchronized void putBack(List<String> ids) {
    long before = spans.isEmpty() ? 0 : (spans.firstKey() - 1) * SPAN_MS;
    ids.forEach(id -> add(id, before));
  }

  /** Forgets the oldest spans as long as {@code most} ids or more are left without them. */
  synchronized void trim(long most) {
    while (!spans.isEmpty() && size - spans.firstEntry().getValue().count >= most) {
      size -= spans.pollFirstEntry().getValue().count;
    }
  }

  /** Forgets what ended before {@code millis}. */
  public synchronized void forgetBefore(long millis) {
    while (!spans.isEmpty() && (spans.firstKey() + 1) * SPAN_MS <= millis) {
      size -= spans.pollFirstEntry().getValue().count;
    }
  }

  /** How many there are. */
  public synchronized long size() {
    return size;
  }
}
