package sellaprime.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What an option is when it is not typed: the environment's value, else the settings file's, else
 * the command's own default. {@code --http-port} is {@code SELLAPRIME_HTTP_PORT} in the
 * environment, and {@code http-port} in the file, whatever the command; an empty value is none.
 *
 * <p>Left out is what one call is about, and must be typed: required options, those that exclude
 * each other, and {@link #TYPED}.
 *
 * <p>Variables that are no option's are passed over: container platforms make some of that form.
 * Keys of the file that are no option's are refused.
 */
final class Settings implements IDefaultValueProvider {
  /** The option that names the file. */
  static final String OPTION = "--settings";

  static final String PREFIX = "SELLAPRIME_";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_.-]{1,30}");

  private static final Set<String> TYPED = Set.of(OPTION, "--resume", "--cancel", "--output");

  private final Map<String, String> environment;
  private final Properties file = new Properties();
  private final Set<OptionSpec> settable;
  private String fileName = "";

  /** The options are looked through now: picocli asks back when it is asked what is required. */
  private Settings(Map<String, String> environment, CommandSpec root) {
    this.environment = environment;
    this.settable = Collections.newSetFromMap(new IdentityHashMap<>());
    settable.addAll(options(root));
  }

  /**
   * Reads the file that {@code args} or {@code environment} name, if they do.
   *
   * @param root of all commands that may be typed
   * @throws UsageException if it cannot be read, or has a key that is no option's
   */
  static Settings read(List<String> args, Map<String, String> environment, CommandSpec root) {
    Settings settings = new Settings(environment, root);
    String typed = typedFile(args);
    String named = typed != null ? typed : environment.getOrDefault(variable(OPTION), "");
    if (!named.isEmpty()) {
      settings.load(named);
    }
    return settings;
  }

  /** Only the option itself; the rest of a command line is somebody else's to judge. */
  @Command
  private static final class First {
    @Option(names = OPTION)
    private @Nullable String file;
  }

  private static @Nullable String typedFile(List<String> args) {
    First first = new First();
    try {
      new CommandLine(first)
          .setUnmatchedArgumentsAllowed(true)
          .setOverwrittenOptionsAllowed(true)
          .parseArgs(args.toArray(String[]::new));
    } catch (ParameterException e) {
      return null; // told when the whole line is read
    }
    return first.file;
  }

  private void load(String name) {
    fileName = name.equals(StandardInput.NAME) ? "standard input" : name;
    try (Reader in =
        name.equals(StandardInput.NAME)
            ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
            : Files.newBufferedReader(Path.of(name))) {
      file.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          OPTION + ": " + fileName + " cannot be read as a file of properties: " + reason(e));
    }
    Set<String> known = keys();
    for (String key : new TreeSet<>(file.stringPropertyNames())) {
      if (!known.contains(key)) {
        throw new UsageException(
            fileName
                + ": no setting is called "
                // Another word is from a file that was not meant: nobody knows what it is.
                + (PLAIN.matcher(key).matches() ? "'" + key + "'" : "like one of its lines")
                + "; there are "
                + String.join(", ", known));
      }
    }
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : String.valueOf(e.getMessage());
  }

  /** The keys that a file may have, in alphabetical order. */
  private Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    settable.forEach(option -> keys.add(key(option.longestName())));
    return keys;
  }

  /** Those of {@code command} and all below it. */
  private static List<OptionSpec> options(CommandSpec command) {
    List<OptionSpec> options =
        new ArrayList<>(command.options().stream().filter(Settings::isSettable).toList());
    command.subcommands().values().forEach(one -> options.addAll(options(one.getCommandSpec())));
    return options;
  }

  /** Whether {@code option} may come from elsewhere than the command line. */
  static boolean isSettable(OptionSpec option) {
    return !option.required()
        && option.group() == null
        && !option.usageHelp()
        && !option.versionHelp()
        && !TYPED.contains(option.longestName());
  }

  static String key(String longName) {
    return longName.substring(2);
  }

  static String variable(String longName) {
    return PREFIX + key(longName).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    Value value = argument instanceof OptionSpec option ? value(option) : null;
    return value == null ? null : value.text;
  }

  /** A value, and where it is from. */
  private record Value(String text, String origin) {}

  private @Nullable Value value(OptionSpec option) {
    if (!settable.contains(option)) {
      return null;
    }
    String variable = variable(option.longestName());
    String text = environment.getOrDefault(variable, "");
    if (!text.isEmpty()) {
      return new Value(text, "$" + variable);
    }
    text = file.getProperty(key(option.longestName()), "");
    return text.isEmpty() ? null : new Value(text, fileName);
  }

  /**
   * Where the values are from that {@code message} speaks of and that were not typed, to be said
   * after it; empty if there are none. It speaks of an option if it has its name, or its value if
   * that is a path or an address.
   */
  String origins(CommandSpec command, List<String> typed, String message) {
    List<String> origins = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      Value value = value(option);
      if (value != null && !isTyped(option, typed) && speaksOf(message, option, value)) {
        origins.add(option.longestName() + " is from " + value.origin);
      }
    }
    return origins.isEmpty() ? "" : " (" + String.join(", ", origins) + ")";
  }

  private static boolean isTyped(OptionSpec option, List<String> typed) {
    for (String name : option.names()) {
      for (String word : typed) {
        if (word.equals(name) || word.startsWith(name + "=")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean speaksOf(String message, OptionSpec option, Value value) {
    String name = Pattern.quote(option.longestName());
    return Pattern.compile(name + "(?![\\w-])").matcher(message).find()
        || (value.text.contains("/") && message.contains(value.text));
  }
}
