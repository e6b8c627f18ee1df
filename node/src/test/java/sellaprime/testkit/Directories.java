package sellaprime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where nodes keep their files during a test. */
final class Directories {
  private Directories() {}

  static Path temporary() {
    try {
      return Files.createTempDirectory("sellaprime-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
