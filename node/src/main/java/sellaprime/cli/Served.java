package sellaprime.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A node of either role, with its HTTP port. */
interface Served {
  /**
   * Blocks until the node takes work, and returns the line that says so, and where; null if it was
   * told to leave before.
   *
   * @throws sellaprime.grid.StartException if it cannot start, with a message for the user
   */
  @Nullable String awaitReady();

  /**
   * Hands over, finishes what is running within {@code patience}, and stops. Blocks until through.
   */
  void leave(Duration patience);
}
