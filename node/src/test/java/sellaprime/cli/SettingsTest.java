package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where an option's value comes from: typed, environment, file, default, in that order. */
class SettingsTest {
  @TempDir private Path temp;

  private final Map<String, String> environment = new java.util.HashMap<>();

  private CommandSpec parse(String... args) {
    CommandLine line = SellaprimeCommand.commandLine();
    line.setDefaultValueProvider(Settings.read(List.of(args), environment, line.getCommandSpec()));
    return last(line.parseArgs(args));
  }

  private static Object value(CommandSpec command, String option) {
    Object value = command.findOption(option).getValue();
    return value == null ? "none" : value;
  }

  private String file(String... lines) throws Exception {
    return Files.write(temp.resolve("settings"), List.of(lines)).toString();
  }

  @Test
  void theOrderIsTypedEnvironmentFileDefault() throws Exception {
    assertThat(value(parse("serve"), "--max-jobs")).isEqualTo(20_000);
    String file = file("max-jobs=3", "http-port=3");
    assertThat(value(parse("serve", "--settings", file), "--max-jobs")).isEqualTo(3);
    environment.put("SELLAPRIME_MAX_JOBS", "2");
    assertThat(value(parse("serve", "--settings", file), "--max-jobs")).isEqualTo(2);
    assertThat(value(parse("serve", "--settings", file), "--http-port")).isEqualTo(3);
    assertThat(value(parse("serve", "--settings", file, "--max-jobs", "1"), "--max-jobs"))
        .isEqualTo(1);
  }

  @Test
  void theFileIsNamedByTheEnvironmentIfItIsNotTyped() throws Exception {
    environment.put("SELLAPRIME_SETTINGS", file("name=from-environment"));
    assertThat(value(parse("serve"), "--name")).isEqualTo("from-environment");
    String typed = Files.writeString(temp.resolve("typed"), "name=typed\n").toString();
    assertThat(value(parse("serve", "--settings=" + typed), "--name")).isEqualTo("typed");
    assertThat(value(parse("--settings", typed, "serve"), "--name")).isEqualTo("typed");
  }

  /** Each option of each command, with a value of its kind. */
  @Test
  void everyOptionMayComeFromTheEnvironmentOrTheFile() throws Exception {
    int checked = 0;
    for (CommandSpec command : CommandLines.leaves().toList()) {
      for (OptionSpec option : command.options()) {
        if (!Settings.isSettable(option)) {
          continue;
        }
        String text = sample(option);
        environment.clear();
        environment.put(Settings.variable(option.longestName()), text);
        assertThat(set(command, option)).as("%s by environment", option).isTrue();
        environment.clear();
        environment.put(
            "SELLAPRIME_SETTINGS", file(Settings.key(option.longestName()) + "=" + text));
        assertThat(set(command, option)).as("%s by file", option).isTrue();
        checked++;
      }
    }
    assertThat(checked).as("options").isGreaterThan(60);
  }

  private static String sample(OptionSpec option) {
    Class<?> type =
        option.typeInfo().isMultiValue() ? option.auxiliaryTypes()[0] : option.typeInfo().getType();
    if (option.typeInfo().isBoolean()) {
      return "true";
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[type.getEnumConstants().length - 1].toString();
    }
    return type == String.class || type == Path.class ? "some/thing" : "4242";
  }

  private boolean set(CommandSpec command, OptionSpec option) {
    List<String> words = new ArrayList<>(List.of(command.qualifiedName().split(" ", -1)));
    words.remove(0);
    words.addAll(required(command));
    String[] args = words.toArray(String[]::new);
    CommandLine.ParseResult bare = SellaprimeCommand.commandLine().parseArgs(args);
    Object before = value(last(bare), option.longestName());
    return !value(parse(args), option.longestName()).equals(before);
  }

  private static CommandSpec last(CommandLine.ParseResult parsed) {
    return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed.commandSpec();
  }

  /** What must be typed. */
  private static List<String> required(CommandSpec command) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (option.required() && option.group() == null) {
        words.add(
            option.longestName() + "=" + (option.longestName().equals("--scope") ? "read" : "1"));
      }
    }
    command.positionalParameters().stream()
        .filter(one -> one.required())
        .forEach(one -> words.add("7"));
    return words;
  }

  @Test
  void whatOneCallIsAboutMustBeTyped() {
    environment.put("SELLAPRIME_OUTPUT", "important");
    environment.put("SELLAPRIME_CANCEL", "id");
    environment.put("SELLAPRIME_RESUME", "id");
    environment.put("SELLAPRIME_HELP", "true");
    CommandSpec batch = parse("batch", "list");
    assertThat(value(batch, "--output")).isEqualTo("none");
    assertThat(value(batch, "--cancel")).isEqualTo("none");
    assertThat(value(batch, "--resume")).isEqualTo("none");
    assertThat(value(batch, "--help")).isEqualTo(false);
    environment.put("SELLAPRIME_SCOPE", "read");
    assertThatThrownBy(() -> parse("keys", "add", "file", "--name", "me"))
        .hasMessageContaining("Missing required option: '--scope");
  }

  @Test
  void aFlagMayBeTurnedOnAndOff() {
    environment.put("SELLAPRIME_JSON", "true");
    assertThat(value(parse("status"), "--json")).isEqualTo(true);
    assertThat(value(parse("status", "--json"), "--json")).isEqualTo(true);
    assertThat(value(parse("status", "--json=false"), "--json")).isEqualTo(false);
  }

  @Test
  void aListIsReplacedAndNotLengthened() {
    environment.put("SELLAPRIME_JOIN", "a:1,b:2");
    assertThat(value(parse("serve"), "--join")).isEqualTo(List.of("a:1", "b:2"));
    assertThat(value(parse("serve", "--join", "c:3"), "--join")).isEqualTo(List.of("c:3"));
  }

  @Test
  void anEmptyValueIsNone() throws Exception {
    environment.put("SELLAPRIME_HTTP_PORT", "");
    assertThat(value(parse("serve"), "--http-port")).isEqualTo("none");
    environment.put("SELLAPRIME_SETTINGS", file("http-port="));
    assertThat(value(parse("serve"), "--http-port")).isEqualTo("none");
  }

  /** Kubernetes sets such variables for a service of that name. */
  @Test
  void variablesOfOthersArePassedOver() {
    environment.put("SELLAPRIME_PORT", "tcp://10.0.0.1:8080");
    environment.put("SELLAPRIME_SERVICE_HOST", "10.0.0.1");
    assertThat(value(parse("serve"), "--http-port")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http_port=1", "httpPort=1", "--http-port=1", "settings=x", "help=true"})
  void aKeyThatIsNoSettingIsRefused(String line) throws Exception {
    String file = file("name=a", line);
    assertThatThrownBy(() -> parse("serve", "--settings", file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(file)
        .hasMessageContaining("no setting is called '" + line.split("=", -1)[0] + "'")
        .hasMessageContaining("http-port");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> parse("serve", "--settings", "/nonexistent"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("/nonexistent cannot be read")
        .hasMessageContaining("there is no such file");
  }

  @Test
  void aWrongValueTellsWhereItIsFrom() throws Exception {
    environment.put("SELLAPRIME_HTTP_PORT", "80");
    assertThat(refused("serve")).endsWith("(--http-port is from $SELLAPRIME_HTTP_PORT)\n");
    environment.put("SELLAPRIME_HTTP_PORT", "http");
    assertThat(refused("serve"))
        .startsWith("sellaprime: Invalid value for option '--http-port'")
        .contains("(--http-port is from $SELLAPRIME_HTTP_PORT)\n", "Try 'sellaprime serve --help'");
    environment.clear();
    String file = file("max-jobs=0");
    assertThat(refused("serve", "--settings", file))
        .isEqualTo(
            "sellaprime: --max-jobs takes a number of 1 or more (--max-jobs is from "
                + file
                + ")\n");
    assertThat(refused("serve", "--settings", file, "--max-jobs", "0")).doesNotContain("is from");
    environment.put("SELLAPRIME_KEYS", "/nonexistent/keys");
    assertThat(refused("serve"))
        .contains("/nonexistent/keys")
        .endsWith("(--keys is from $SELLAPRIME_KEYS)\n");
  }

  private String refused(String... args) {
    CommandLine line = SellaprimeCommand.commandLine();
    CommandLines.Result result =
        CommandLines.run(
            SellaprimeCommand.with(
                line, Settings.read(List.of(args), environment, line.getCommandSpec())),
            args);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    return result.err();
  }
}
