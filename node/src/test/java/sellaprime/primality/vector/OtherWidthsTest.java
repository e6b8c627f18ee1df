package sellaprime.primality.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernels at widths that this CPU may lack, each in a JVM of its own. */
class OtherWidthsTest {

  @ParameterizedTest
  @CsvSource({"256, 4", "512, 8"})
  void kernelsAreRight(int bits, int lanes) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-Dsellaprime.vectorBits=" + bits,
                "-cp",
                home(OtherWidths.class) + File.pathSeparator + home(VectorLanes.class),
                OtherWidths.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).isEqualTo("checked " + lanes + " lanes\n");
    assertThat(process.waitFor()).isZero();
  }

  private static Path home(Class<?> of) throws URISyntaxException {
    return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
