package sellaprime.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import sellaprime.grid.jobs.CarriedJobs;

/**
 * Where a node keeps what it needs on disk: logs in the user's state directory, scratch files in a
 * temporary one.
 */
final class StateDirectory {
  private StateDirectory() {}

  /** {@code $XDG_STATE_HOME/sellaprime}, by default {@code ~/.local/state/sellaprime}. */
  static Path path() {
    String state = System.getenv("XDG_STATE_HOME");
    Path base =
        state != null && !state.isBlank()
            ? Path.of(state)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return base.resolve("sellaprime");
  }

  /** A new directory for Ignite's scratch files, to be removed by {@link #remove}. */
  static Path scratch() {
    try {
      return Files.createTempDirectory("sellaprime-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory can be made", e);
    }
  }

  /** The same for a node that ends with the process: an interrupted one removes it, too. */
  static Path scratchUntilExit() {
    Path scratch = scratch();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> remove(scratch), "sellaprime-remove-scratch"));
    return scratch;
  }

  /**
   * Moves {@code jobs}, which the node {@code name} could not bring back, from its scratch
   * directory to where they outlive a clean-up of temporary files. Returns where they are: if that
   * is impossible, where they were.
   */
  static Path keep(Path jobs, String name) {
    Path kept = path().resolve("jobs-" + name + "-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(path());
      return Files.move(jobs, kept, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LoggerFactory.getLogger(StateDirectory.class).warn("{} stays where it is", jobs, e);
      return jobs;
    }
  }

  /**
   * Removes a scratch directory; what cannot be removed stays, and so do jobs that their node could
   * not bring back to its cluster.
   */
  static void remove(Path scratch) {
    if (Files.exists(scratch.resolve(CarriedJobs.FILE))) {
      return;
    }
    try (Stream<Path> walk = Files.walk(scratch)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LoggerFactory.getLogger(StateDirectory.class).debug("{} was not removed", scratch, e);
    }
  }
}
