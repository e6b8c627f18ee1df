package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class OptionalNumberTest {
  private static CommandSpec parse(String line) {
    CommandLine.ParseResult parsed = SellaprimeCommand.commandLine().parseArgs(line.split(" ", -1));
    return parsed.subcommand().commandSpec();
  }

  @ParameterizedTest
  @CsvSource({
    "batch --until-prime list.txt, 1, list.txt",
    "batch --until-prime -, 1, -",
    "batch --until-prime 5 list.txt, 5, list.txt",
    "batch --until-prime=5 list.txt, 5, list.txt",
    "batch --until-prime=5 7, 5, 7",
    "batch --until-prime ./5, 1, ./5",
    "batch list.txt --until-prime, 1, list.txt",
    "batch list.txt --until-prime 3, 3, list.txt",
    "batch --until-prime --json list.txt, 1, list.txt",
    "batch --until-prime -o out list.txt, 1, list.txt",
    "batch list.txt, 0, list.txt",
    "batch --until-prime 5, 5,",
  })
  void aNumberIsTheOptionsAndAnyOtherWordTheFile(String line, int primes, @Nullable String file) {
    CommandSpec batch = parse(line);
    assertThat((Integer) batch.findOption("--until-prime").getValue()).isEqualTo(primes);
    assertThat((String) batch.positionalParameters().get(0).getValue()).isEqualTo(file);
  }

  @Test
  void whatIsSetElsewhereMustBeANumber() {
    assertThat((Integer) parse("7", "batch list").findOption("--until-prime").getValue())
        .isEqualTo(7);
    assertThat(
            (Integer) parse("7", "batch --until-prime list").findOption("--until-prime").getValue())
        .isEqualTo(1);
    assertThatThrownBy(() -> parse("some", "batch list")).isInstanceOf(ParameterException.class);
  }

  private static CommandSpec parse(String setting, String line) {
    CommandLine command = SellaprimeCommand.commandLine();
    List<String> words = List.of(line.split(" ", -1));
    Map<String, String> environment = Map.of("SELLAPRIME_UNTIL_PRIME", setting);
    command.setDefaultValueProvider(Settings.read(words, environment, command.getCommandSpec()));
    return command.parseArgs(words.toArray(String[]::new)).subcommand().commandSpec();
  }

  @Test
  void whatIsTypedRightBehindItMustBeANumber() {
    for (String line : List.of("batch --until-prime=x list", "batch --until-prime=1.5 list")) {
      assertThatThrownBy(() -> parse(line)).isInstanceOf(ParameterException.class);
    }
  }
}
