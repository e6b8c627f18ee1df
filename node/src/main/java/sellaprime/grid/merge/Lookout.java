package sellaprime.grid.merge;

import org.jspecify.annotations.Nullable;

/** How a node looks at a cluster that it is not in. */
@FunctionalInterface
public interface Lookout {
  /**
   * What is at {@code address}, which is told where {@code own} is; null if that is no node of
   * ours, or one that is in no cluster yet. Blocks for a few seconds at most.
   */
  @Nullable Half look(String address, Half own);
}
