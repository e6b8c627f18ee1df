package sellaprime.grid.jobs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Ids in the order in which they came; those at its beginning may have been taken out. */
  private static final class Span {
    private byte[] bytes = new byte[256];
    private int length;
    private int added;
    private int taken;
    private int takenBytes;

    void add(byte[] id) {
      if (length + 1 + id.length > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
      bytes[length] = (byte) id.length;
      System.arraycopy(id, 0, bytes, length + 1, id.length);
      length += 1 + id.length;
      added++;
    }

    int left() {
      return added - taken;
    }

    /** Those from number {@code begin} to before {@code end}, as far as they are still there. */
    List<String> ids(int begin, int end) {
      List<String> ids = new ArrayList<>(Math.max(0, end - begin));
      int at = takenBytes;
      for (int index = taken; index < end; index++) {
        int size = bytes[at] & LENGTH_MASK;
        if (index >= begin) {
          ids.add(new String(bytes, at + 1, size, StandardCharsets.US_ASCII));
        }
        at += 1 + size;
      }
      return ids;
    }

    List<String> take(int most) {
      int end = taken + Math.min(most, left());
      List<String> ids = ids(taken, end);
      taken = end;
      ids.forEach(id -> takenBytes += 1 + id.length());
      return ids;
    }
  }

  private final TreeMap<Long, Span> spans = new TreeMap<>();
  private long size;

  /** Notes that the job {@code id} ended at {@code finishedAt}, milliseconds since the epoch. */
  public synchronized void add(String id, long finishedAt) {
    spans
        .computeIfAbsent(Math.floorDiv(finishedAt, SPAN_MS), key -> new Span())
        .add(id.getBytes(StandardCharsets.US_ASCII));
    size++;
  }

  /**
   * Takes out the oldest, {@code most} at most, and no more than a span of ten seconds has; none
   * only if there are none that ended before {@code endedBefore}, to within the ten seconds.
   */
  synchronized List<String> takeOldest(int most, long endedBefore) {
    Map.Entry<Long, Span> oldest = spans.firstEntry();
    if (oldest == null || oldest.getKey() >= Math.floorDiv(endedBefore, SPAN_MS)) {
      return List.of();
    }
    List<String> ids = oldest.getValue().take(most);
    if (oldest.getValue().left() == 0) {
      spans.pollFirstEntry();
    }
    size -= ids.size();
    return ids;
  }

  /** All of them; they stay. */
  public synchronized List<String> all() {
    return spans.values().stream().flatMap(span -> span.ids(0, span.added).stream()).toList();
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
              ? Math.max(span.taken, Math.min(place.index(), span.added))
              : span.added;
      int begin = Math.max(span.taken, end - (most - ids.size()));
      List<String> inOrder = span.ids(begin, end);
      Collections.reverse(inOrder);
      ids.addAll(inOrder);
      if (ids.size() == most) {
        return new FinishedIds(ids, new Place(entry.getKey(), begin));
      }
    }
    return new FinishedIds(ids, null);
  }

  /** Forgets the oldest spans as long as {@code most} ids or more are left without them. */
  synchronized void trim(long most) {
    while (!spans.isEmpty() && size - spans.firstEntry().getValue().left() >= most) {
      size -= spans.pollFirstEntry().getValue().left();
    }
  }

  /** Forgets what ended before {@code millis}. */
  public synchronized void forgetBefore(long millis) {
    while (!spans.isEmpty() && (spans.firstKey() + 1) * SPAN_MS <= millis) {
      size -= spans.pollFirstEntry().getValue().left();
    }
  }

  /** How many there are. */
  public synchronized long size() {
    return size;
  }
}
