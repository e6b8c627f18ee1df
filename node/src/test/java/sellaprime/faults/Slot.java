package sellaprime.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sellaprime.testkit.ProcessNode;

/**
 * One place in the cluster, with its name, addresses and directory, and whoever keeps a node
 * running there: as a supervisor would, it starts the node again whenever it has ended.
 */
final class Slot implements AutoCloseable {
  private static final long PAUSE_MS = 500;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path err;
  private final Consumer<String> log;
  private final Thread keeper;
  private volatile @Nullable Process process;
  private volatile @Nullable ProcessNode node;
  private volatile boolean closed;
  private volatile int starts;

  Slot(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path err,
      Consumer<String> log) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.err = err;
    this.log = log;
    this.keeper = new Thread(this::keepRunning, "keeper of " + name);
  }

  void begin() {
    keeper.start();
  }

  private void keepRunning() {
    try {
      while (!closed) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
        Process started = start(builder);
        try {
          ProcessNode ready = ProcessNode.await(started, HttpClient.newHttpClient());
          node = ready;
          log.accept(name + " is ready, process " + started.pid());
        } catch (IOException e) {
          log.accept(name + " has not become ready");
        }
        int exit = started.waitFor();
        node = null;
        if (!closed) {
          log.accept(name + " has ended with " + exit);
          TimeUnit.MILLISECONDS.sleep(PAUSE_MS); // as supervisors do
        }
      }
    } catch (IOException e) {
      log.accept(name + " cannot be started: " + e);
    } catch (InterruptedException e) {
      log.accept(name + " is not looked after any more");
    }
  }

  private synchronized Process start(ProcessBuilder builder) throws IOException {
    Process started = builder.start();
    process = started;
    starts++;
    if (closed) {
      started.destroyForcibly();
    }
    return started;
  }

  String name() {
    return name;
  }

  /** The node here, if it is ready and lives. */
  Optional<ProcessNode> node() {
    ProcessNode current = node;
    return current != null && current.process().isAlive() ? Optional.of(current) : Optional.empty();
  }

  /** How often a node was started here. */
  int starts() {
    return starts;
  }

  /** kill -9 of whatever runs here, ready or not; completes when it has ended. */
  CompletableFuture<?> kill() {
    Process current = process;
    return current == null
        ? CompletableFuture.completedFuture(null)
        : current.destroyForcibly().onExit();
  }

  /** SIGTERM; completes when it has ended. */
  CompletableFuture<?> terminate() {
    Process current = process;
    if (current != null) {
      current.destroy();
    }
    return end();
  }

  /** Completes when what runs here now has ended. */
  CompletableFuture<?> end() {
    Process current = process;
    return current == null ? CompletableFuture.completedFuture(null) : current.onExit();
  }

  /** STOP or CONT. */
  void signal(String signal) {
    Process current = process;
    if (current == null || !current.isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(current.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    kill();
    try {
      keeper.join(TimeUnit.SECONDS.toMillis(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
