/**
 * The grid, put together: {@link sellaprime.grid.GridNode} starts Ignite from {@code
 * ignite-config/} and connects the packages below. Follow a job through them: {@code gateway}
 * accepts, {@code balance} picks a tester, {@code jobs} remembers, {@code tester} works, {@code
 * recovery} steps in when a tester is gone.
 */
@NullMarked
package sellaprime.grid;

import org.jspecify.annotations.NullMarked;
