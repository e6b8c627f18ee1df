/**
 * What the grid tells whoever keeps figures. It knows nothing of how they are kept.
 *
 * <p><b>Once per cluster.</b> What ends a job, and each attempt, is told at the node whose change
 * counted, and nowhere else: the sums over all nodes are right. If that node dies before the reply,
 * or Ignite had to repeat the change, it may be told nowhere.
 */
@NullMarked
package sellaprime.grid.observe;

import org.jspecify.annotations.NullMarked;
