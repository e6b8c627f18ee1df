package sellaprime.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sellaprime.grid.GridSettings;
import sellaprime.grid.PortChoice;
import sellaprime.grid.data.DataDirectory;
import sellaprime.grid.data.Durable;
import sellaprime.grid.data.Durable.Sync;
import sellaprime.primality.input.InputLimits;

/** {@code sellaprime serve}: a node that works until it is told to leave. */
@Command(
    name = "serve",
    description = {
      "Runs a node.",
      "",
      "Without --discovery-port and --join it joins the nodes on this machine, and takes the"
          + " next free port where a default one is taken: type 'sellaprime serve' three times"
          + " for a cluster of three. With a port of 0 it takes any free one. When ready it"
          + " prints one line: ready http://HOST:PORT thin HOST:PORT discovery HOST:PORT name"
          + " NAME",
      "A node of --role tester has /livez, /readyz and /metrics alone at its HTTP port, and"
          + " prints: ready http://HOST:PORT name NAME role tester. It waits for a keeper for as"
          + " long as there is none, also at its start.",
      "",
      "SIGTERM or Ctrl-C: it hands its queue over, finishes what is running, and leaves with"
          + " exit code 0."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeList = {
      "0:left in good order",
      "2:cannot start as told",
      "4:broke down, or left jobs in a file that it names: start it again"
    },
    footer = {
      "  sellaprime serve",
      "  sellaprime serve --name a --data /var/lib/sellaprime/a",
      "  sellaprime serve --host 10.0.0.1 --tls a --join 10.0.0.2:47500",
      "  sellaprime serve --role tester --join 10.0.0.1:47500,10.0.0.2:47500",
      "  sellaprime serve --settings /etc/sellaprime/serve.properties",
      "  SELLAPRIME_HTTP_PORT=9090 sellaprime serve"
    })
final class ServeCommand implements Callable<Integer> {
  private static final int HTTP_PORT = 8080;
  private static final int DISCOVERY_PORT = 47500;
  private static final int THIN_PORT = 10800;

  /** A job must fit into a segment of the write-ahead log, 4 MB in ignite-config/node.xml. */
  private static final int MAX_DIGITS_ON_DISK = 1_000_000;

  /** What a tester does not have, or learns from its keepers. */
  private static final List<String> KEEPERS_ONLY =
      List.of(
          "--sync",
          "--discovery-port",
          "--thin-port",
          "--max-digits",
          "--max-jobs",
          "--max-hours",
          "--keep-hours",
          "--keep-outcomes",
          "--bring");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s:,]+:\\d{1,5}(\\.\\.\\d{1,5})?");

  @Option(
      names = "--name",
      paramLabel = "S",
      description = "The node's name (default: node-<process id>).")
  private String name = "node-" + ProcessHandle.current().pid();

  /** What a node does in its cluster. */
  enum Role {
    /** Keeps jobs, serves callers, and tests. */
    KEEPER,
    /** Only tests. */
    TESTER
  }

  @Option(
      names = "--role",
      paramLabel = "keeper|tester",
      description = {
        "keeper: keeps all jobs, serves callers, and tests.",
        "tester: only tests, for the keepers named by --join (default: keeper)."
      })
  private Role role = Role.KEEPER;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen at (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "REST (default: 8080, or the next free).")
  private @Nullable Integer httpPort;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Discovery addresses of nodes to join.")
  private @Nullable List<String> join;

  @Option(
      names = "--discovery-port",
      paramLabel = "PORT",
      description = "For other nodes (default: 47500, or the next free).")
  private @Nullable Integer discoveryPort;

  @Option(
      names = "--thin-port",
      paramLabel = "PORT",
      description = "For thin clients (default: 10800, or the next free).")
  private @Nullable Integer thinPort;

  @Option(
      names = "--workers",
      paramLabel = "W",
      description = "Jobs to test at a time (default: one per core).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--max-digits",
      paramLabel = "D",
      description = "Longest number to accept, the same on all nodes (default: 100000).")
  private int maxDigits = InputLimits.DEFAULT.maxDigits();

  @Option(
      names = "--max-jobs",
      paramLabel = "J",
      description =
          "Unfinished jobs per node before new ones are refused (default: ${DEFAULT-VALUE}).")
  private int maxJobs = GridSettings.DEFAULT_MAX_JOBS_PER_TESTER;

  @Option(
      names = "--max-hours",
      paramLabel = "H",
      description =
          "How long a new job may have to wait for its turn before it is refused (default: 12).")
  private double maxHours = GridSettings.DEFAULT_MAX_WORK.toHours();

  @Option(
      names = "--keep-hours",
      paramLabel = "H",
      description =
          "How long a finished job can be asked for; until then it takes memory (default: 24).")
  private double keepHours = GridSettings.DEFAULT_KEEP.toHours();

  @Option(
      names = "--keep-outcomes",
      paramLabel = "N",
      description =
          "Finished jobs to keep; beyond, the oldest are forgotten earlier (default:"
              + " ${DEFAULT-VALUE}).")
  private int keepOutcomes = GridSettings.DEFAULT_MAX_OUTCOMES;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Keeps all jobs in this directory too, so that they outlive the death of all nodes.",
        "Each node its own; all nodes of a cluster with it, or none (default: memory only)."
      })
  private @Nullable Path data;

  @Option(
      names = "--sync",
      paramLabel = "fsync|log",
      description = {
        "With --data, what an accepted job survives: log, the death of every process;",
        "fsync, also the loss of power on all machines; slower (default: log)."
      })
  private @Nullable Sync sync;

  @Option(
      names = "--bring",
      paramLabel = "FILE",
      description = {
        "Brings the jobs that a node left in FILE when it could not come back (it said so) into",
        "the cluster. May be repeated; the file stays."
      })
  private @Nullable Path bring;

  @Option(
      names = "--drain-timeout",
      paramLabel = "SECONDS",
      description =
          "How long to finish what is running when told to leave (default: ${DEFAULT-VALUE}).")
  private int drainSeconds = 20;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Spring XML for Ignite (default: the built-in ignite-config/node.xml).")
  private @Nullable Path config;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print the line that says 'ready' as JSON.")
  private boolean json;

  @Mixin private DoorOptions doorOptions = new DoorOptions();

  @Mixin private LogOptions logOptions = new LogOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    DoorOptions.Opened doors = doorOptions.open(host);
    logOptions.open(name);
    CountDownLatch lost = new CountDownLatch(1);
    Path scratch = StateDirectory.scratch();
    Served server = start(scratch, doors, lost);
    Thread hook =
        new Thread(
            () -> {
              int code = ExitCode.OK;
              try {
                server.leave(Duration.ofSeconds(drainSeconds));
                code = server.hasLeftJobs() ? ExitCode.BROKE_DOWN : ExitCode.OK;
                String kept = keep(server);
                if (kept != null) {
                  tell(kept);
                }
                StateDirectory.remove(scratch);
              } finally {
                // The JVM would exit with the number of the signal; a node that left says 0.
                Runtime.getRuntime().halt(code);
              }
            },
            "sellaprime-leave");
    Runtime.getRuntime().addShutdownHook(hook);
    var command = command();
    Served.Ready ready = awaitReady(server, hook, scratch);
    if (ready != null) {
      command.getOut().println(json ? ready.json() : ready.line());
      command.getOut().flush();
    } // else it is being told to leave, and this thread has nothing more to do
    lost.await();
    String kept = keep(server);
    Logs.tell(command.getErr(), whyLost() + (kept == null ? "" : "; " + kept));
    StateDirectory.remove(scratch);
    Runtime.getRuntime().halt(ExitCode.BROKE_DOWN); // past the hook: there is nothing left to leave
    return ExitCode.BROKE_DOWN;
  }

  private CommandLine command() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private Served.@Nullable Ready awaitReady(Served server, Thread hook, Path scratch) {
    try {
      return server.awaitReady();
    } catch (RuntimeException e) {
      Runtime.getRuntime().removeShutdownHook(hook); // which would say that all went well
      server.leave(Duration.ZERO);
      StateDirectory.remove(scratch);
      throw e;
    }
  }

  private String whyLost() {
    return data != null && DataDirectory.isDiskFull(data)
        ? "the disk of "
            + data
            + " is full, and this node has stopped; make room and start it again"
        : "this node broke down, or was cut off and could not come back; start it again";
  }

  /** Where the jobs are that this node could not bring back, in words; null if there are none. */
  private @Nullable String keep(Served server) {
    Path file = server.kept();
    return file == null
        ? null
        : "jobs that this node could not bring back are in a file; bring them by: sellaprime serve"
            + " --bring "
            + StateDirectory.keep(file, name);
  }

  private Served start(Path scratch, DoorOptions.Opened doors, CountDownLatch lost) {
    PortChoice http = choice(httpPort, HTTP_PORT);
    try {
      if (role == Role.TESTER) {
        return TesterServer.start(settings(scratch), doors, http, this::tell, lost::countDown);
      }
      return Server.start(settings(scratch), doors, http, bring, lost::countDown);
    } catch (RuntimeException e) {
      StateDirectory.remove(scratch);
      throw e;
    }
  }

  private void tell(String news) {
    Logs.tell(command().getErr(), news);
  }

  private void checkTesterOptions() {
    if (join == null) {
      throw new UsageException(
          "--role tester needs --join HOST:PORT,...: the discovery addresses of the keepers that"
              + " it tests for");
    }
    if (command().getParseResult().hasMatchedOption("--data")) {
      throw new UsageException(
          "--data goes with --role keeper: a tester keeps no jobs, so it has nothing to store");
    }
    data = null; // of a settings file that it shares with keepers
    sync = null;
    for (String option : KEEPERS_ONLY) {
      if (command().getParseResult().hasMatchedOption(option)) {
        throw new UsageException(
            option + " goes with --role keeper: a tester keeps no jobs and serves no callers");
      }
    }
  }

  private void checkOptions() {
    if (role == Role.TESTER) {
      checkTesterOptions();
    }
    if (!NAME.matcher(name).matches()) {
      throw new UsageException("--name takes 1 to 64 letters, digits, '.', '_' and '-'");
    }
    checkPort("--http-port", httpPort);
    checkPort("--discovery-port", discoveryPort);
    checkPort("--thin-port", thinPort);
    checkPositive("--workers", workers);
    checkPositive("--max-digits", maxDigits);
    if (maxDigits > InputLimits.MAX_DIGITS) {
      throw new UsageException("--max-digits takes at most " + InputLimits.MAX_DIGITS);
    }
    checkPositive("--max-jobs", maxJobs);
    if (!(maxHours >= 0.1 && maxHours <= 100_000)) {
      throw new UsageException("--max-hours takes 0.1 to 100000 hours");
    }
    if (keepOutcomes < 1000) {
      throw new UsageException("--keep-outcomes takes a number of 1000 or more");
    }
    if (!(keepHours >= 0.1 && keepHours <= 100_000)) {
      throw new UsageException("--keep-hours takes 0.1 to 100000 hours");
    }
    if (drainSeconds < 0) {
      throw new UsageException("--drain-timeout takes 0 or more seconds");
    }
    for (String address : join == null ? List.<String>of() : join) {
      if (!ADDRESS.matcher(address).matches()) {
        throw new UsageException("--join takes HOST:PORT,HOST:PORT,..., and not '" + address + "'");
      }
    }
    if (sync != null && data == null) {
      throw new UsageException("--sync goes with --data DIR");
    }
    if (data != null && maxDigits > MAX_DIGITS_ON_DISK) {
      throw new UsageException("--max-digits takes at most " + MAX_DIGITS_ON_DISK + " with --data");
    }
    if (bring != null && !(Files.isRegularFile(bring) && Files.isReadable(bring))) {
      throw new UsageException("--bring: there is no readable file " + bring);
    }
    if (config != null && !Files.isReadable(config)) {
      throw new UsageException("--config: there is no readable file " + config);
    }
  }

  private static void checkPort(String option, @Nullable Integer port) {
    if (port != null && port != 0 && (port < 1024 || port > 65535)) {
      throw new UsageException(option + " takes a port from 1024 to 65535, or 0 for any free one");
    }
  }

  private static void checkPositive(String option, int value) {
    if (value < 1) {
      throw new UsageException(option + " takes a number of 1 or more");
    }
  }

  private static PortChoice choice(@Nullable Integer asked, int usual) {
    return asked == null ? PortChoice.firstFreeFrom(usual) : PortChoice.exactly(asked);
  }

  private GridSettings settings(Path scratch) {
    return new GridSettings(
        name,
        host,
        choice(discoveryPort, DISCOVERY_PORT),
        choice(thinPort, THIN_PORT),
        joinList(),
        "",
        workers,
        InputLimits.ofDigits(maxDigits),
        maxJobs,
        Duration.ofMinutes(Math.round(maxHours * 60)),
        Duration.ofMinutes(Math.round(keepHours * 60)),
        keepOutcomes,
        scratch,
        data == null ? null : new Durable(data, sync == null ? Sync.LOG : sync),
        config);
  }

  /** Neighbours on this machine, if the user says nothing about discovery at all. */
  private List<String> joinList() {
    if (join != null) {
      return join;
    }
    return discoveryPort == null
        ? Arrays.asList(host + ":" + DISCOVERY_PORT + ".." + (DISCOVERY_PORT + 9))
        : List.of();
  }
}
