package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LimbKernelWriterTest {

  private static final Path SOURCES = Path.of("src/main/java/sellaprime/primality/arith");

  /** Spaces and line ends aside, which are the formatter's. */
  @Test
  void theSourcesAreWhatTheWriterSays() throws IOException {
    for (int limbs = LimbKernelWriter.FEWEST_LIMBS; limbs <= LimbKernelWriter.MOST_LIMBS; limbs++) {
      String source = Files.readString(SOURCES.resolve("Limbs" + limbs + ".java"));
      assertThat(dense(source)).isEqualTo(dense(LimbKernelWriter.source(limbs)));
    }
  }

  private static String dense(String source) {
    return source.replaceAll("\\s+", "");
  }
}
