package sellaprime.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Every id that some caller made, with its number, and when it was first offered. Thread-safe. */
final class Catalogue {
  private static final int RECENT = 400;

  private final Map<String, Known> asked = new ConcurrentHashMap<>();
  private final Map<String, Long> offeredAt = new ConcurrentHashMap<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final List<String> ids = new ArrayList<>();

  void add(String id, Known known, long now) {
    asked.put(id, known);
    offeredAt.put(id, now);
    synchronized (ids) {
      ids.add(id);
    }
  }

  /** Half the time one of the latest, which may be open still; null before there is any. */
  @Nullable String any(Random random) {
    synchronized (ids) {
      int size = ids.size();
      if (size == 0) {
        return null;
      }
      int among = random.nextBoolean() ? Math.min(size, RECENT) : size;
      return ids.get(size - 1 - random.nextInt(among));
    }
  }

  void noteAccepted(String id) {
    accepted.add(id);
  }

  /** Whether some caller was told that it is accepted; before, its id is anybody's. */
  boolean isAccepted(String id) {
    return accepted.contains(id);
  }

  Known known(String id) {
    return Objects.requireNonNull(asked.get(id), id);
  }

  Map<String, Known> asked() {
    return Map.copyOf(asked);
  }

  Map<String, Long> offeredAt() {
    return Map.copyOf(offeredAt);
  }
}
