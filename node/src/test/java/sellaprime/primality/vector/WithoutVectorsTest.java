package sellaprime.primality.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The engine in a JVM that has neither the vector module nor the opened package of BigInteger. */
class WithoutVectorsTest {

  @Test
  void everythingWorksWithTheNextBest() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutVectors.class.getName())
            .redirectError(
                ProcessBuilder.Redirect.DISCARD) // JDKs from 24 on warn of native code there
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out.lines())
        .containsExactly(
            "PROBABLE_PRIME",
            "PROBABLE_PRIME",
            "the JVM runs without the module jdk.incubator.vector");
    assertThat(process.waitFor()).isZero();
  }
}
