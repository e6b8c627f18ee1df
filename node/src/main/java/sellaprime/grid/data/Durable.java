package sellaprime.grid.data;

import java.nio.file.Path;

/**
 * Where a node keeps its jobs on disk, and how hard it tries.
 *
 * @param directory the node's own; no two nodes share one
 * @param sync what an accepted job survives
 */
public record Durable(Path directory, Sync sync) {

  /** When a change counts as written. */
  public enum Sync {
    /** Once the disk has it: survives the loss of power. */
    FSYNC("FSYNC"),
    /** Once the operating system has it: survives the death of every process. */
    LOG("LOG_ONLY");

    private final String walMode;

    Sync(String walMode) {
      this.walMode = walMode;
    }

    /** Ignite's name for it. */
    public String walMode() {
      return walMode;
    }
  }
}
