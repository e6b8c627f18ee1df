package sellaprime.grid.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ids of finished jobs, the newest first to within ten seconds.
 *
 * @param next where those before them begin, or null if there are none
 */
public record FinishedIds(List<String> ids, @Nullable Place next) {
  /** None, and none before. */
  static final FinishedIds NONE = new FinishedIds(List.of(), null);

  /**
   * A place in the order of one node: before the id number {@code index} of those that ended in the
   * ten seconds number {@code span}. Other nodes have noted those of one span in another order.
   */
  public record Place(long span, int index) {}
}
