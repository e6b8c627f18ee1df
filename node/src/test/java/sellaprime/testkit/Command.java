package sellaprime.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A command line, run to its end with nothing on its standard input. */
public final class Command {
  /** Where commands under test leave what they would leave in the user's state directory. */
  private static final Path STATE =
      ProcessCluster.ROOT.resolve("node/target/test-state").toAbsolutePath().normalize();

  /** What a command printed and how it ended. */
  public record Result(int exit, String out, String err) {}

  private final ProcessBuilder builder;
  private Duration patience = Duration.ofMinutes(2);

  private Command(List<String> words) {
    builder = new ProcessBuilder(words);
    builder.redirectInput(new File("/dev/null"));
    builder.environment().put("XDG_STATE_HOME", STATE.toString());
  }

  /** Any command. */
  public static Command of(String... words) {
    return new Command(Arrays.asList(words));
  }

  /** The project's launcher, with {@code arguments}. */
  public static Command sellaprime(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(ProcessCluster.ROOT.resolve("sellaprime").toAbsolutePath().toString());
    words.addAll(Arrays.asList(arguments));
    return new Command(words);
  }

  /** In {@code directory}. */
  public Command in(Path directory) {
    builder.directory(directory.toFile());
    return this;
  }

  /** With {@code name} set to {@code value}. */
  public Command with(String name, String value) {
    builder.environment().put(name, value);
    return this;
  }

  /** With {@code name} not set. */
  public Command without(String name) {
    builder.environment().remove(name);
    return this;
  }

  /** For at most {@code limit}. */
  public Command within(Duration limit) {
    patience = limit;
    return this;
  }

  /** Starts it and leaves it to the caller; what it prints is lost. */
  public Process start() throws IOException {
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Starts it, to be interrupted; what it prints is kept in {@code directory}. */
  public Running begin(Path directory) throws IOException {
    Path out = Files.createTempFile(directory, "begun", ".out");
    Path err = Files.createTempFile(directory, "begun", ".err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new Running(process, out, err);
  }

  /** A command that runs. */
  public final class Running implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private Running(Process process, Path out, Path err) {
      this.process = process;
      this.out = out;
      this.err = err;
    }

    /** What it has printed so far. */
    public String out() throws IOException {
      return Files.readString(out);
    }

    /** Waits until it ends by itself, for at most {@code limit}. */
    public Result awaitEnd(Duration limit) throws IOException, InterruptedException {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it goes on after " + limit + ": " + Files.readString(err));
      }
      return new Result(process.exitValue(), out(), Files.readString(err));
    }

    /** Ends it as Ctrl-C does. */
    public Result interrupt() throws IOException, InterruptedException {
      return end("-INT");
    }

    /** Ends it as a supervisor does. */
    public Result terminate() throws IOException, InterruptedException {
      return end("-TERM");
    }

    private Result end(String signal) throws IOException, InterruptedException {
      Command.of("kill", signal, String.valueOf(process.pid())).run();
      if (!waitForItAndItsReader(process)) {
        throw new AssertionError("it goes on after " + signal + ": " + Files.readString(err));
      }
      return new Result(process.exitValue(), out(), Files.readString(err));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  /**
   * Whether commands started here can be interrupted: those of a shell that runs in the background
   * cannot.
   */
  public static boolean canBeInterrupted() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return true;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    int sigint = 1 << (2 - 1);
    return (Long.parseUnsignedLong(ignored, 16) & sigint) == 0;
  }

  /** Runs it; if it does not end in time, kills it and what it started, and fails. */
  public Result run() throws IOException, InterruptedException {
    Path out = Files.createTempFile("sellaprime-test", ".out");
    Path err = Files.createTempFile("sellaprime-test", ".err");
    try {
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try {
        if (!waitForItAndItsReader(process)) {
          throw new AssertionError(
              builder.command()
                  + " has not ended within "
                  + patience
                  + "; it printed:\n"
                  + Files.readString(out)
                  + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
      }
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /**
   * Waits for {@code process}, then for the children it leaves: the launcher's reader of standard
   * error writes its last line a moment after the JVM has ended.
   */
  private boolean waitForItAndItsReader(Process process) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Set<ProcessHandle> children = new HashSet<>();
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      process.children().forEach(children::add);
    }
    for (ProcessHandle child : children) {
      child.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
    return true;
  }
}
