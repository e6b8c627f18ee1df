package sellaprime.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Why a file cannot be used, in words: the messages of Java's exceptions are often its path. */
final class IoReason {
  private IoReason() {}

  static String of(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission is denied";
    }
    String reason =
        failure instanceof FileSystemException inFiles ? inFiles.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  /**
   * Makes sure that {@code file}, of option {@code -o}, can be written, before work is done for it.
   * It is there then, with what it had.
   */
  static void checkOutput(Path file) {
    try {
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw new UsageException("-o: " + file + " cannot be written: " + of(e));
    }
  }
}
