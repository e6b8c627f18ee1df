package sellaprime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What to do when a command is interrupted (Ctrl-C, SIGTERM) before it is through: then the JVM
 * ends, with exit code 130 or 143, and this is its last word.
 */
final class Interrupted implements AutoCloseable {
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  /** As the launcher was called, so that it is found again. */
  private static final String COMMAND = System.getProperty("sellaprime.command", "sellaprime");

  private static final String CONNECT = "--connect";

  private final Thread hook;

  /** Has {@code lastWord}. */
  Interrupted(Runnable lastWord) {
    hook = new Thread(lastWord, "sellaprime-last-word");
  }

  /** From now on, until this is closed, the last word is said if the process is told to end. */
  void listen() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * The command is through, or tells itself why not. If it is interrupted already, this never
   * returns: then nothing is to be told but the last word.
   */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      while (true) {
        LockSupport.park(); // until the JVM has ended
      }
    }
  }

  /**
   * The command line of {@code spec} as it was typed, to be typed again with {@code --resume}.
   *
   * @param url the node to ask then; null if that is the same
   */
  static String resume(CommandSpec spec, String id, @Nullable String url) {
    return resume(spec.root().commandLine().getParseResult().originalArgs(), id, url);
  }

  /** The same for a command that need not read its standard input again. */
  static String resumeWithoutInput(CommandSpec spec, String id, @Nullable String url) {
    List<String> words = spec.root().commandLine().getParseResult().originalArgs();
    return resume(
        words.stream().filter(word -> !word.equals(StandardInput.NAME)).toList(), id, url);
  }

  /** The same for a command of {@code words}. */
  static String resume(List<String> words, String id, @Nullable String url) {
    List<String> again = new ArrayList<>(words);
    if (url != null) {
      connect(again, url);
    }
    if (words.stream().noneMatch(word -> word.startsWith("--resume"))) {
      again.addAll(List.of("--resume", id));
    }
    return commandLine(again);
  }

  /** A call of sellaprime with {@code words}, as it is typed into a shell. */
  static String commandLine(List<String> words) {
    return Stream.concat(Stream.of(COMMAND), words.stream())
        .map(Interrupted::quoted)
        .collect(Collectors.joining(" "));
  }

  private static void connect(List<String> words, String url) {
    int option = words.indexOf(CONNECT);
    if (option >= 0 && option + 1 < words.size()) {
      words.set(option + 1, url);
      return;
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(CONNECT + "=")) {
        words.set(i, CONNECT + "=" + url);
        return;
      }
    }
    words.addAll(List.of(CONNECT, url)); // before what the environment or a file says
  }

  private static String quoted(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
