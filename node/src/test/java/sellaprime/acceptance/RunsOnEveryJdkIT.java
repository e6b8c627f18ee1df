package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import sellaprime.testkit.Command;
import sellaprime.testkit.Command.Result;
import sellaprime.testkit.ProcessCluster;

/**
 * Every JDK from 17 on that this machine has, but for the one that runs the other tests: it
 * answers, and two nodes of it survive the death of one. Without another JDK there is nothing to
 * do.
 */
class RunsOnEveryJdkIT {
  private static final int OLDEST = 17;
  private static final int JOBS = 50;
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  private record Jdk(Path home, int version) {}

  @TestFactory
  Stream<DynamicTest> aNumberIsAnsweredAndAKillSurvived() throws IOException {
    return otherJdks().stream()
        .map(jdk -> DynamicTest.dynamicTest("JDK " + jdk.version, () -> check(jdk)));
  }

  private static void check(Jdk jdk) throws Exception {
    Command.sellaprime("test", "7").with("JAVA_HOME", jdk.home.toString()).run(); // the first start
    Result answer =
        Command.sellaprime("test", "2^127-1").with("JAVA_HOME", jdk.home.toString()).run();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out()).isEqualTo("2^127-1: prime (Lucas-Lehmer)\n");
    assertThat(answer.exit()).isZero();

    String name = "jdk-" + jdk.version;
    try (ProcessCluster cluster =
        new ProcessCluster(name, Map.of("JAVA_HOME", jdk.home.toString()))) {
      cluster.start();
      cluster.start();
      Workload work = new Workload(name, JOBS);
      work.submitTo(cluster.node(0));
      cluster.node(0).kill();
      work.awaitAllCorrect(cluster.node(1), Duration.ofMinutes(2));
    }
  }

  private static Set<Jdk> otherJdks() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    Set<Jdk> jdks = new LinkedHashSet<>();
    for (Path home : homes()) {
      Path release = home.resolve("release");
      if (Files.isReadable(release) && Files.isExecutable(home.resolve("bin/java"))) {
        Matcher version = VERSION.matcher(Files.readString(release));
        Path real = home.toRealPath();
        if (version.find() && !real.equals(own)) {
          jdks.add(new Jdk(real, Integer.parseInt(version.group(1))));
        }
      }
    }
    jdks.removeIf(jdk -> jdk.version < OLDEST);
    return jdks;
  }

  private static List<Path> homes() throws IOException {
    Path sdkman = Path.of(System.getProperty("user.home"), ".sdkman/candidates/java");
    Stream.Builder<Path> homes = Stream.builder();
    children(Path.of("/usr/lib/jvm")).forEach(homes::add);
    children(sdkman).forEach(homes::add);
    children(Path.of("/Library/Java/JavaVirtualMachines"))
        .forEach(bundle -> homes.add(bundle.resolve("Contents/Home")));
    return homes.build().toList();
  }

  private static List<Path> children(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }
}
