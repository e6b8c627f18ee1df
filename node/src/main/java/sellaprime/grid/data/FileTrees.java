package sellaprime.grid.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole trees of files. */
final class FileTrees {
  private FileTrees() {}

  /**
   * Returns when the disk has what was written to {@code path}, a file or a directory's list of
   * files.
   */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * {@link #sync} of everything below {@code root}, by whatever process or mapping it was written.
   */
  static void syncAll(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            syncIfThere(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // Ignite removes an old file now and then
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            syncIfThere(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void syncIfThere(Path path) throws IOException {
    try {
      sync(path);
    } catch (NoSuchFileException e) {
      // As above.
    }
  }

  /**
   * Bytes of all files below {@code root} whose names end in {@code suffix}; files may go
   * meanwhile.
   */
  static long bytes(Path root, String suffix) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(path -> path.toString().endsWith(suffix))
          .mapToLong(path -> path.toFile().length())
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /** Deletes {@code root} and all below it; does nothing if it is not there. */
  static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      for (Path path : deepestFirst(root)) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static List<Path> deepestFirst(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
