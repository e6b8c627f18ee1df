package sellaprime.grid.recovery;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.jobs.UnfinishedJobs.Assignment;

/**
 * Where orphans belong that ask the same as other jobs: all to one tester. There one of them runs
 * and the others wait for it, so that a number that kills takes one tester at a time, by however
 * many ids it is asked. All nodes choose the same tester, if they know of the same ones; where two
 * questions look the same by their hash, they share a tester for nothing.
 */
final class Together {
  private final Map<Integer, String> homes = new HashMap<>();
  private final Set<Integer> several = new HashSet<>();
  private final List<TesterLoad> open;

  /** Looks at {@code orphans}, some of {@code all}; the {@code open} testers take work. */
  Together(Collection<Assignment> orphans, Collection<Assignment> all, List<TesterLoad> open) {
    this.open = open;
    Set<Integer> once = new HashSet<>();
    for (Assignment orphan : orphans) {
      if (orphan.asks() != 0 && !once.add(orphan.asks())) {
        several.add(orphan.asks());
      }
    }
    Set<String> takers = new HashSet<>();
    open.forEach(row -> takers.add(row.tester()));
    for (Assignment other : all) {
      if (once.contains(other.asks()) && takers.contains(other.owner())) {
        homes.merge(other.asks(), other.owner(), (a, b) -> a.compareTo(b) < 0 ? a : b);
      }
    }
  }

  /** Who is to have {@code orphan}; null if it asks what no other job asks. */
  @Nullable String home(Assignment orphan) {
    String home = homes.get(orphan.asks());
    return home != null || !several.contains(orphan.asks()) ? home : chosen(orphan, false);
  }

  /**
   * Who is to have {@code orphan}, by its number alone; null if there is nobody.
   *
   * @param keeper whether it is to be the tester of a keeper: that knows of all deaths
   */
  @Nullable String chosen(Assignment orphan, boolean keeper) {
    List<String> testers =
        open.stream().filter(row -> row.isKeeper() || !keeper).map(TesterLoad::tester).toList();
    String key = Integer.toString(orphan.asks());
    return testers.stream()
        .filter(tester -> Rendezvous.wins(tester, key, testers))
        .findFirst()
        .orElse(null);
  }
}
