package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be written is told before a search for a prime, not after. */
class IoReasonTest {
  @TempDir private Path directory;

  @Test
  void anOutputThatCannotBeWrittenIsToldInWords() {
    assertThatThrownBy(() -> IoReason.checkOutput(directory.resolve("none/moduli")))
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith("none/moduli cannot be written: there is no such file or directory");
    assertThatThrownBy(() -> IoReason.checkOutput(directory))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be written: Is a directory");
  }

  @Test
  void anOutputKeepsWhatItHas() throws IOException {
    Path file = Files.writeString(directory.resolve("moduli"), "line\n");
    IoReason.checkOutput(file);
    assertThat(file).hasContent("line");
  }

  @Test
  void aReasonIsNeverThePathAlone() {
    assertThat(IoReason.of(new AccessDeniedException("/etc/key")))
        .isEqualTo("permission is denied");
    assertThat(IoReason.of(new IOException())).isEqualTo("IOException");
    assertThat(IoReason.of(new IOException("Is a directory"))).isEqualTo("Is a directory");
  }
}
