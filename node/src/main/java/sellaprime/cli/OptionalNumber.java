package sellaprime.cli;

import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * For an option that may be followed by a number: the next word is its own only if it is one, and
 * is left to others if not. So {@code --until-prime list.txt} is about the file, {@code
 * --until-prime 5} is about five; a file of that name is {@code ./5}.
 */
final class OptionalNumber implements IParameterPreprocessor {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

  @Override
  @SuppressWarnings("JdkObsolete") // picocli's own
  public boolean preprocess(
      Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    boolean isAttached = !" ".equals(info.get("separator")); // as in --until-prime=5
    if (!isAttached && !isOwn(args, command, option)) {
      args.push(((OptionSpec) option).fallbackValue());
    }
    return false; // picocli goes on with what is there now
  }

  private static boolean isOwn(Stack<String> args, CommandSpec command, ArgSpec option) {
    return !args.isEmpty()
        && (NUMBER.matcher(args.peek()).matches() || args.peek().equals(setting(command, option)));
  }

  /** What the environment, or a file, says comes here as well, and must be a number. */
  private static @Nullable String setting(CommandSpec command, ArgSpec option) {
    try {
      CommandLine.IDefaultValueProvider settings = command.defaultValueProvider();
      return settings == null ? null : settings.defaultValue(option);
    } catch (Exception e) {
      return null; // then it was told already
    }
  }
}
