package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;
import sellaprime.cli.CommandLines;
import sellaprime.testkit.ShellWords;

/**
 * The blocks of the documents that {@link DocsIT} does not run, fenced as {@code console}: each
 * call of this program in them is one that its command line takes. Files that a call names need not
 * be there, and what other programs take is not looked at.
 */
class ConsoleBlocksTest {
  /** What else such a block may begin a line with: programs of others, and what is printed. */
  private static final Set<String> OTHERS =
      Set.of(
          "mvn",
          "java",
          "curl",
          "openssl",
          "ssh-keygen",
          "docker",
          "kubectl",
          "tar",
          "ln",
          "cp",
          "mkdir",
          "chown",
          "useradd",
          "systemctl",
          "^C",
          "sellaprime:");

  @TestFactory
  Stream<DynamicTest> theCommandLineTakesWhatTheyType() throws IOException {
    return Document.all().stream()
        .filter(document -> !document.blocks("console").isEmpty())
        .map(
            document ->
                DynamicTest.dynamicTest(
                    document.name(), () -> document.steps("console").forEach(this::check)));
  }

  private void check(Document.Step step) {
    String typed = step.command().replace("\\\n", " ").replaceFirst("^\\$ ", "").strip();
    if (ShellWords.callSellaprime(typed)) {
      assertThatCode(() -> CommandLines.parse(typed))
          .as("%s: %s", step.at(), typed)
          .doesNotThrowAnyException();
    } else {
      assertThat(OTHERS).as("%s: %s", step.at(), typed).contains(typed.split("\\s", 2)[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./sellaprime srve",
        "./sellaprime serve --http-prt 8080",
        "/opt/sellaprime/bin/sellaprime serve --drain-timeout soon",
        "./sellaprime new --bits 256 --digits 40 --sfe > prime",
        "echo 97 | sellaprime test --connect",
      })
  void aCallThatItDoesNotTakeIsFound(String typed) {
    assertThatThrownBy(() -> CommandLines.parse(typed)).isInstanceOf(ParameterException.class);
  }

  @Test
  void whatIsTheShellsIsNotHandedOver() {
    assertThat(ShellWords.argumentsIn("x=$(./sellaprime test '2^31 - 1' --json) # one"))
        .containsExactly("test", "2^31 - 1", "--json");
    assertThat(ShellWords.argumentsIn("./sellaprime serve --name a & echo $!"))
        .containsExactly("serve", "--name", "a");
    assertThat(ShellWords.callSellaprime("curl http://sellaprime:8080/")).isFalse();
  }
}
