package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.testkit.Command;
import sellaprime.testkit.Command.Result;
import sellaprime.testkit.ProcessCluster;

/**
 * The shell script {@code sellaprime}, on machines that lack something and on one that does not.
 */
class LauncherIT {
  private static final Path ROOT = ProcessCluster.ROOT.toAbsolutePath();
  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final String ANSWER = "2^127-1: prime (Lucas-Lehmer)\n";
  private static final List<String> TOOLS =
      List.of(
          "dirname readlink sed find head cksum cut mkdir flock grep cat touch rm sleep"
              .split(" ", -1));

  @TempDir private Path temp;

  /**
   * Builds what is missing and prepares the quick start, so that every later run is a second one.
   */
  @BeforeAll
  static void runOnce() throws Exception {
    Command.sellaprime("test", "7").run();
  }

  // ---- machines that lack something ----

  @Test
  void withoutJavaItSaysWhatToInstall() throws Exception {
    assertRefused(
        Command.of(project("p").toString(), "test", "7").without("JAVA_HOME").with("PATH", tools()),
        "no Java found; install a JDK 17 or later, or set JAVA_HOME to one");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    assertRefused(
        Command.of(project("p").toString(), "test", "7").with("JAVA_HOME", "/nonexistent/jdk"),
        "JAVA_HOME is /nonexistent/jdk, but there is no bin/java in it; set it to a JDK 17 or later");
  }

  @Test
  void aJdkThatIsTooOldIsNamed() throws Exception {
    Path jdk = jdk("11", "exit 99");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertRefused(
        Command.of(project("p").toString(), "test", "7").with("JAVA_HOME", jdk.toString()),
        jdk + "/bin/java is version 11; sellaprime needs a JDK 17 or later (set JAVA_HOME to one)");
  }

  @Test
  void aJdkWithoutReleaseFileIsAsked() throws Exception {
    Path jdk = jdk("8", "echo 'openjdk version \"1.8.0_292\"' >&2");
    assertRefused(
        Command.of(project("p").toString(), "test", "7").with("JAVA_HOME", jdk.toString()),
        jdk + "/bin/java is version 8; sellaprime needs a JDK 17 or later (set JAVA_HOME to one)");
  }

  @Test
  void aBuildWithoutMavenSaysWhatToInstall() throws Exception {
    assertRefused(
        Command.of(project("p").toString(), "test", "7")
            .with("JAVA_HOME", JAVA_HOME)
            .with("PATH", tools()),
        "Maven is needed to build sellaprime, and 'mvn' is not on the PATH; install Maven 3.8 or later");
  }

  @Test
  void aMavenThatIsTooOldIsNamed() throws Exception {
    String path = tools();
    script(Path.of(path, "mvn"), "echo 'Apache Maven 3.6.3 (cecedd34)'");
    assertRefused(
        Command.of(project("p").toString(), "test", "7")
            .with("JAVA_HOME", JAVA_HOME)
            .with("PATH", path),
        path + "/mvn is Maven 3.6; sellaprime needs Maven 3.8 or later");
  }

  @Test
  void aRuntimeWithoutCompilerIsTold() throws Exception {
    Path jre = jdk("17", "exit 99");
    Files.writeString(jre.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    String path = tools();
    script(Path.of(path, "mvn"), "echo 'Apache Maven 3.9.9'");
    assertRefused(
        Command.of(project("p").toString(), "test", "7")
            .with("JAVA_HOME", jre.toString())
            .with("PATH", path),
        jre + " has no javac: it is a JRE; to build, set JAVA_HOME to a JDK 17 or later");
  }

  @Test
  void aBuildThatFailsShowsItsErrorsAndWhereToReadOn() throws Exception {
    String path = tools();
    script(
        Path.of(path, "mvn"),
        "[ \"$1\" = -v ] && { echo 'Apache Maven 3.9.9'; exit; }\necho '[ERROR] no such thing'; exit 1");
    Path launcher = project("p");
    Result result =
        Command.of(launcher.toString(), "test", "7")
            .with("JAVA_HOME", JAVA_HOME)
            .with("PATH", path)
            .run();
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("[ERROR] no such thing\n")
        .endsWith(
            "sellaprime: the build failed; "
                + launcher.resolveSibling("node/target/build.log")
                + " has all of it\n");
  }

  // ---- machines that have it all ----

  @Test
  void aSecondRunPrintsTheAnswerAndNothingElse() throws Exception {
    assertAnswers(Command.sellaprime("test", "2^127-1"));
  }

  @Test
  void itRunsThroughASymbolicLinkFromAnotherDirectory() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("prime"), ROOT.resolve("sellaprime"));
    assertAnswers(Command.of(link.toString(), "test", "2^127-1").in(temp));
    assertAnswers(Command.of("./prime", "test", "2^127-1").in(temp));
    Files.delete(link);
  }

  @Test
  void itRunsFromAPathWithSpaces() throws Exception {
    Path launcher = project("a path with  spaces");
    Path target = Files.createDirectories(launcher.resolveSibling("node/target"));
    Path built = ROOT.resolve("node/target");
    Files.copy(
        built.resolve("sellaprime.jar"),
        target.resolve("sellaprime.jar"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Path lib = Files.createSymbolicLink(target.resolve("lib"), built.resolve("lib").toRealPath());
    Result first = Command.of(launcher.toString(), "test", "2^127-1").run();
    assertThat(first.out()).isEqualTo(ANSWER);
    assertThat(first.exit()).isZero();
    assertAnswers(Command.of(launcher.toString(), "test", "2^127-1"));
    Files.delete(lib); // or JUnit warns that it does not follow it when it cleans up
  }

  // ---- the vector module ----

  private static final String WARNING =
      "WARNING: Using incubator modules: jdk.incubator.vector (message of the JVM)";

  @Test
  void aServerUsesTheVectorModuleWithoutItsWarning() throws Exception {
    Result result =
        withJava(
                "[ -p /dev/stderr ] && echo '" + WARNING + "' >&2",
                "echo \"$*\"; echo error >&2; printf 'half a line' >&2")
            .run();
    assertThat(result.out()).contains("--add-modules=jdk.incubator.vector", " serve");
    assertThat(result.err()).isEqualTo("error\nhalf a line");
  }

  @Test
  void whatTheJvmSaysBeforeTheWarningIsKept() throws Exception {
    Result result =
        withJava("echo 'Picked up JAVA_TOOL_OPTIONS: -X' >&2; echo '" + WARNING + "' >&2; exit 3")
            .run();
    assertThat(result.err()).isEqualTo("Picked up JAVA_TOOL_OPTIONS: -X\n");
    assertThat(result.exit()).isEqualTo(3);
  }

  @Test
  void anErrorInPlaceOfTheWarningIsShown() throws Exception {
    assertThat(withJava("printf 'no more memory' >&2").run().err()).startsWith("no more memory");
  }

  @Test
  void whereNoPipeCanBeMadeItRunsWithoutTheModule() throws Exception {
    Result result = withJava("echo \"$*\"").with("TMPDIR", "/nonexistent").run();
    assertThat(result.out()).contains(" serve").doesNotContain("--add-modules");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aRuntimeWithoutTheModuleRunsWithout() throws Exception {
    Command command = withJava("echo \"$*\"");
    Files.writeString(temp.resolve("jdk-17/release"), "JAVA_VERSION=\"17.0.1\"\n");
    assertThat(command.run().out()).contains(" serve").doesNotContain("--add-modules");
  }

  @Test
  void aKilledServerLeavesNoProcessBehind() throws Exception {
    Path told = temp.resolve("told");
    Process server =
        withJava("echo '" + WARNING + "' >&2; echo $$ >" + told + "; exec sleep 60").start();
    await().until(() -> Files.exists(told) && Files.size(told) > 0);
    assertThat(Files.readString(told)).as("pid of the JVM").isEqualTo(server.pid() + "\n");
    List<ProcessHandle> children = server.children().toList();
    assertThat(children).as("the reader of standard error").hasSize(1);
    server.destroyForcibly();
    children.get(0).onExit().get(10, TimeUnit.SECONDS);
  }

  /** {@code serve} of a built project on a JDK whose java does these {@code commands}. */
  private Command withJava(String... commands) throws Exception {
    Path jdk =
        jdk("17", "case $* in *' serve') ;; *) exit ;; esac\n" + String.join("\n", commands));
    Files.writeString(
        jdk.resolve("release"),
        "JAVA_VERSION=\"17.0.1\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
    Path launcher = project("p");
    Path target = Files.createDirectories(launcher.resolveSibling("node/target/lib")).getParent();
    Files.writeString(target.resolve("sellaprime.jar"), "");
    // The first run prepares quick starts.
    Command.of(launcher.toString(), "status").with("JAVA_HOME", jdk.toString()).run();
    return Command.of(launcher.toString(), "serve").with("JAVA_HOME", jdk.toString());
  }

  private static void assertAnswers(Command command) throws Exception {
    Result result = command.run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(ANSWER);
    assertThat(result.exit()).isZero();
  }

  private static void assertRefused(Command command, String sentence) throws Exception {
    Result result = command.run();
    assertThat(result.err()).isEqualTo("sellaprime: " + sentence + "\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  /** A project with the launcher and nothing else in it; returns the launcher. */
  private Path project(String name) throws IOException {
    Path root = Files.createDirectory(temp.resolve(name));
    return Files.copy(
        ROOT.resolve("sellaprime"), root.resolve("sellaprime"), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Path jdk(String name, String java) throws IOException {
    Path home = temp.toRealPath().resolve("jdk-" + name);
    Files.createDirectories(home.resolve("bin"));
    script(home.resolve("bin/java"), java);
    return home;
  }

  /** A PATH with what every system has, and neither Java nor Maven. */
  private String tools() throws IOException {
    Path directory = Files.createDirectory(temp.resolve("tools"));
    for (String tool : TOOLS) {
      for (String place : List.of("/usr/bin", "/bin")) {
        Path program = Path.of(place, tool);
        if (Files.exists(program) && !Files.exists(directory.resolve(tool))) {
          script(directory.resolve(tool), "exec " + program + " \"$@\"");
        }
      }
    }
    return directory.toString();
  }

  private static void script(Path file, String commands) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
