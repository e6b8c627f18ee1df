package sellaprime.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.cli.ResultFile.Mark;

class ResultFileTest {
  private static final String LIST = "97\n91\n";

  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** Runs a command that must be refused before it does anything. */
  private static String refusal(List<String> start, Path input, Path output) {
    List<String> words = new ArrayList<>(start);
    words.addAll(List.of(input.toString(), "-o", output.toString()));
    String[] args = words.toArray(String[]::new);
    var line = SellaprimeCommand.commandLine();
    Settings settings = Settings.read(words, Map.of(), line.getCommandSpec());
    CommandLines.Result result = CommandLines.run(SellaprimeCommand.with(line, settings), args);
    assertThat(result.exit()).isEqualTo(2);
    return result.err();
  }

  @Test
  void theListIsNotOverwrittenByWhatComesOfIt() throws IOException {
    Path list = file("list", LIST);
    Path link = Files.createSymbolicLink(directory.resolve("link"), list);
    Path hard = Files.createLink(directory.resolve("hard"), list);
    Path marked = file("out.batch", LIST);
    Path next = file("other.batch.new", LIST);
    for (List<String> start : List.of(List.of("batch"), List.of("moduli", "screen"))) {
      for (Path output : List.of(list, link, hard, directory.resolve("./list"))) {
        assertThat(refusal(start, list, output)).contains("which is the input");
      }
      assertThat(refusal(start, link, list)).contains("which is the input");
      assertThat(refusal(start, marked, directory.resolve("out"))).contains("which is the input");
      assertThat(refusal(start, next, directory.resolve("other"))).contains("which is the input");
    }
    for (Path file : List.of(list, marked, next)) {
      assertThat(file).hasContent(LIST);
    }
    assertThat(directory.resolve("list.batch")).doesNotExist();
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void norIsAFileThatHasTheNameOfTheMark() throws IOException {
    Path list = file("list", LIST);
    Path foreign = file("out.batch", "somebody's notes\n");
    String why = refusal(List.of("batch"), list, directory.resolve("out"));
    assertThat(why).contains("another file of that name");
    assertThat(foreign).hasContent("somebody's notes\n");
  }

  @Test
  void oneBegunIsGoneOnWithWhereItsMarkSays() throws IOException {
    Path list = file("list", LIST);
    Path output = directory.resolve("out");
    try (ResultFile begun = ResultFile.begin("b", "subject", output)) {
      begun.write(1, "97: prime\n".getBytes(UTF_8));
      begun.mark();
      begun.write(2, "91: comp".getBytes(UTF_8)); // and no mark
    }
    ResultFile.checkHarmless(output, list);
    Mark mark = Mark.beside(output).orElseThrow();
    assertThat(mark).isEqualTo(new Mark("b", 1, 10, "subject"));
    try (ResultFile resumed = ResultFile.resume(mark, output)) {
      resumed.write(2, "91: composite\n".getBytes(UTF_8));
      resumed.finish();
    }
    assertThat(output).hasContent("97: prime\n91: composite\n");
    assertThat(Mark.pathOf(output)).doesNotExist();
    Mark longer = new Mark("b", 9, 1000, "");
    assertThatThrownBy(() -> ResultFile.resume(longer, output))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("shorter");
  }
}
