package sellaprime.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
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

  /** The file of a resource of the tests. */
  static Path resource(String name) {
    try {
      return Path.of(requireNonNull(Directories.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}
