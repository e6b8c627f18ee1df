package sellaprime.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A wall clock for one process that can jump: libfaketime, which reads the offset from a file. The
 * monotonic clock stays true, as it does when an operator sets the time.
 */
final class FakeClock {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));

  private final Path library;
  private final Path offset;

  private FakeClock(Path library, Path offset) {
    this.library = library;
    this.offset = offset;
  }

  /** Where this machine has the library; an empty path if it has none. */
  static Path library() {
    return PLACES.stream().flatMap(FakeClock::in).findFirst().orElse(Path.of(""));
  }

  private static Stream<Path> in(Path place) {
    try (Stream<Path> files =
        Files.find(place, 3, (file, about) -> file.endsWith("libfaketimeMT.so.1"))) {
      return files.toList().stream();
    } catch (IOException | UncheckedIOException e) { // not there, or not for this user
      return Stream.of();
    }
  }

  static FakeClock with(Path library, Path offset) throws IOException {
    FakeClock clock = new FakeClock(library, offset);
    clock.jumpTo("+0");
    return clock;
  }

  /** From the next second on the process is that far off: {@code +1h}, {@code -1h}, {@code +0}. */
  void jumpTo(String howFar) throws IOException {
    Path next = offset.resolveSibling(offset.getFileName() + ".next");
    Files.writeString(next, howFar + "\n");
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * What the process needs in its environment. The monotonic clock is left alone, and so are waits
   * by it: with the library's correction of those a JVM spins instead of waiting.
   */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", offset.toAbsolutePath().toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }
}
