package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What every command's {@code --help} and man page have. */
class HelpTest {
  @TestFactory
  Stream<DynamicTest> everyCommandHasExamplesThatCanBeTyped() {
    return each(
        command -> {
          String own = command.qualifiedName();
          List<String> examples = List.of(command.usageMessage().footer());
          assertThat(examples).as("examples of " + own).isNotEmpty();
          String first = own.equals("sellaprime") ? own : own + " ";
          assertThat(examples).anyMatch(example -> example.contains(first));
          for (String example : examples) {
            assertThatCode(() -> CommandLines.parse(example))
                .as(example)
                .doesNotThrowAnyException();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyCommandTellsItsExitCodes() {
    return each(
        command -> {
          if (command.subcommands().isEmpty() || command.parent() == null) {
            assertThat(command.usageMessage().exitCodeList()).containsKeys("0", "2");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyHelpFitsIntoEightyColumns() {
    return each(
        command -> {
          String help = command.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
          assertThat(help).contains("Usage: ", "\nOptions:\n", "\nExamples:\n  ");
          assertThat(help.lines()).allMatch(line -> line.length() <= 80);
          // An example that is broken in two cannot be copied.
          for (String example : command.usageMessage().footer()) {
            assertThat(help).contains(example + "\n");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyOptionIsExplained() {
    return each(
        command -> {
          for (OptionSpec option : command.options()) {
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
          }
        });
  }

  /** Without a fallback picocli turns a flag off that is typed and set to true elsewhere. */
  @TestFactory
  Stream<DynamicTest> everyFlagIsOnWhenItIsTyped() {
    return each(
        command -> {
          for (OptionSpec option : command.options()) {
            if (option.typeInfo().isBoolean() && Settings.isSettable(option)) {
              assertThat(option.fallbackValue()).as(option.longestName()).isEqualTo("true");
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyManPageHasTheSectionsOfOne() {
    return each(
        command ->
            assertThat(ManPages.page(command))
                .contains("== Name\n", "== Synopsis\n", "== Options\n", "== Examples\n")
                .contains("= " + command.qualifiedName("-") + "(1)"));
  }

  private interface Check {
    void of(CommandSpec command) throws Exception;
  }

  private static Stream<DynamicTest> each(Check check) {
    return CommandLines.all().stream()
        .map(command -> DynamicTest.dynamicTest(command.qualifiedName(), () -> check.of(command)));
  }
}
