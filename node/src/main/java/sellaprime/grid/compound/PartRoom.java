package sellaprime.grid.compound;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether one more part may be under way. A job that makes its own parts replaces each that ends;
 * so many such jobs would fill all the room for jobs, and keep it full until the last of them is
 * over.
 *
 * <p>While there is plenty of room for a caller, its jobs have as many as they like. Else those of
 * them that are overseen here share as many as keep the workers of the grid busy, in turns: whoever
 * was refused waits in a line. So there is always one under way.
 *
 * <p><b>Thread.</b> For the coordinator's alone.
 */
final class PartRoom {
  private final LongPredicate isPlenty;
  private final IntSupplier workers;

  /** Parts under way of the jobs that have to share. */
  private final Map<String, Integer> shared = new HashMap<>();

  private final Set<String> line = new LinkedHashSet<>();
  private int total;
  private @Nullable String asked;

  /** {@code isPlenty} says whether a caller may have more than its turn. */
  PartRoom(LongPredicate isPlenty, IntSupplier workers) {
    this.isPlenty = isPlenty;
    this.workers = workers;
  }

  /**
   * Whether the job, which has {@code parts} under way, may have one more. If not, it stands in
   * line.
   */
  boolean takes(String compound, long caller, int parts) {
    asked = compound;
    if (isPlenty.test(caller)) {
      leave(compound);
      return true;
    }
    share(compound, parts);
    if (total < most() && (line.isEmpty() || compound.equals(first()))) {
      line.remove(compound);
      share(compound, parts + 1);
      return true;
    }
    line.add(compound);
    return false;
  }

  /** A step for the job has been taken: if it asked for nothing, it wants nothing. */
  void stepped(String compound) {
    if (!compound.equals(asked)) {
      line.remove(compound);
    }
    asked = null;
  }

  /** The job has so many parts under way. */
  void noteParts(String compound, int parts) {
    if (shared.containsKey(compound)) {
      share(compound, parts);
    }
  }

  /** The job is over, or another's, or need not share. */
  void leave(String compound) {
    share(compound, 0);
    line.remove(compound);
  }

  /** Whose turn it is, or null if nobody waits or there is no room. */
  @Nullable String next() {
    return total < most() ? first() : null;
  }

  private void share(String compound, int parts) {
    Integer before = parts == 0 ? shared.remove(compound) : shared.put(compound, parts);
    total += parts - (before == null ? 0 : before);
  }

  private @Nullable String first() {
    Iterator<String> waiting = line.iterator();
    return waiting.hasNext() ? waiting.next() : null;
  }

  /** One for each worker, and some that wait. */
  private int most() {
    int all = workers.getAsInt();
    return all + Math.max(1, all / 4);
  }
}
