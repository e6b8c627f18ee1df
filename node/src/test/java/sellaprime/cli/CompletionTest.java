package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sellaprime.testkit.Command;

/** The script that {@code sellaprime completion} prints, in a shell. */
class CompletionTest {
  @TempDir private Path temp;

  private static String script() {
    CommandLines.Result result = CommandLines.run(SellaprimeCommand.commandLine(), "completion");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    return result.out();
  }

  @Test
  void itKnowsEveryCommand() {
    assertThat(script()).startsWith("#!").contains(List.of("moduli", "status", "--http-port"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sta | status",
        "moduli s | screen",
        "serve --http | --http-port",
        "serve --settings=x --thin | --thin-port",
        "test --r | --resume --rounds",
      })
  void bashCompletesByIt(String typed, String completions) throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/bash")), "there is no bash");
    Path script = Files.writeString(temp.resolve("completion"), script());
    String ask =
        "compopt() { :; }; source %s; COMP_WORDS=(sellaprime %s); COMP_CWORD=%d; _complete_sellaprime; echo ${COMPREPLY[*]}"
            .formatted(script, typed, typed.split(" ", -1).length);
    Command.Result result = Command.of("/bin/bash", "-c", ask).run();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().strip().split("\\s+"))
        .containsExactlyInAnyOrder(completions.split(" ", -1));
  }
}
