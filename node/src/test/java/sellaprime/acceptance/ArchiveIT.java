package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.testkit.Command;
import sellaprime.testkit.Command.Result;
import sellaprime.testkit.ProcessCluster;

/** The archive that {@code mvn package} makes, unpacked where nothing else of the project is. */
class ArchiveIT {
  @TempDir private static Path temp;
  private static Path home;

  @BeforeAll
  static void unpack() throws Exception {
    List<Path> archives;
    try (Stream<Path> files = Files.list(ProcessCluster.ROOT.resolve("node/target"))) {
      archives =
          files
              .filter(f -> f.getFileName().toString().matches("sellaprime-.*\\.tar\\.gz"))
              .toList();
    }
    assumeTrue(!archives.isEmpty(), "this build made no archive: it ran with -Ddist.skip");
    assertThat(archives).as("archives; mvn clean removes old ones").hasSize(1);
    String archive = archives.get(0).toAbsolutePath().toString();
    assertThat(Command.of("tar", "-xzf", archive, "-C", temp.toString()).run().exit()).isZero();
    try (Stream<Path> files = Files.list(temp)) {
      home =
          files
              .filter(f -> f.getFileName().toString().startsWith("sellaprime-"))
              .findFirst()
              .orElseThrow();
    }
  }

  @Test
  void itRunsWithNothingButAJdk() throws Exception {
    Path link =
        Files.createSymbolicLink(temp.resolve("sellaprime"), home.resolve("bin/sellaprime"));
    Command first = Command.of(link.toString(), "test", "2^127-1").in(temp);
    assertThat(first.run().out()).isEqualTo("2^127-1: prime (Lucas-Lehmer)\n");
    Result second = Command.of(link.toString(), "test", "2^127-1").in(temp).run();
    assertThat(second.out()).isEqualTo("2^127-1: prime (Lucas-Lehmer)\n");
    assertThat(second.err()).isEmpty();
    assertThat(second.exit()).isZero();
    Result version = Command.of(link.toString(), "--version").in(temp).run();
    String told = home.getFileName().toString().replaceFirst("-", " ");
    assertThat(version.out()).startsWith(told + "\n");
    Files.delete(link);
  }

  @Test
  void itHasWhatAnOperatorNeeds() {
    assertThat(
            Stream.of(
                "LICENSE",
                "README.md",
                "ignite-config/node.xml",
                "docs/operations.md",
                "docs/operations/systemd/sellaprime.service",
                "docs/operations/docker/Dockerfile",
                "docs/operations/kubernetes/statefulset.yaml",
                "completion/sellaprime",
                "man/man1/sellaprime.1",
                "man/man1/sellaprime-moduli-screen.1"))
        .allSatisfy(file -> assertThat(home.resolve(file)).isNotEmptyFile());
    assertThat(home.resolve("ignite-config/pom.xml")).doesNotExist();
  }

  @Test
  void itsManPagesAreManPages() throws Exception {
    String serve = Files.readString(home.resolve("man/man1/sellaprime-serve.1"));
    assertThat(serve).contains(".TH \"SELLAPRIME\\-SERVE\" \"1\"", ".SH \"NAME\"", "http\\-port");
    String test = Files.readString(home.resolve("man/man1/sellaprime-test.1"));
    assertThat(test).contains("expression of + \\- * ^ ! #", "sellaprime test 2^127\\-1");
  }
}
