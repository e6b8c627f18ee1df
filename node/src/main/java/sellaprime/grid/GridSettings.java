package sellaprime.grid;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.data.Durable;
import sellaprime.primality.input.InputLimits;

/**
 * What one node is told when it starts.
 *
 * @param name its name, for people; unique within one JVM
 * @param host the address it binds, and all others reach it at
 * @param discoveryPorts port for other nodes
 * @param thinPorts port for thin clients, or null for none
 * @param join {@code host:port} (or {@code host:port..port}) of nodes to join; empty for a cluster
 *     of its own
 * @param http URL of its REST interface, as others see it; empty if it has none
 * @param workers jobs it tests at a time
 * @param limits what numbers it accepts
 * @param maxJobsPerTester unfinished jobs in the cluster, per tester, before new ones are refused
 * @param maxWork how long a new job may have to wait for its turn, by what is expected, before it
 *     is refused
 * @param keepOutcomes how long a finished job can be asked for
 * @param maxOutcomes finished jobs that are kept; beyond, the oldest are forgotten before their
 *     time
 * @param workDirectory where Ignite keeps its scratch files; a durable node does without
 * @param durable the directory in which jobs survive the death of all nodes, or null to keep them
 *     in memory only; the same choice on all nodes
 * @param config a Spring XML file instead of the built-in {@code ignite-config/node.xml}, or null
 */
public record GridSettings(
    String name,
    String host,
    PortChoice discoveryPorts,
    @Nullable PortChoice thinPorts,
    List<String> join,
    String http,
    int workers,
    InputLimits limits,
    int maxJobsPerTester,
    Duration maxWork,
    Duration keepOutcomes,
    int maxOutcomes,
    Path workDirectory,
    @Nullable Durable durable,
    @Nullable Path config) {
  /** Unfinished jobs per tester before new ones are refused, unless told otherwise. */
  public static final int DEFAULT_MAX_JOBS_PER_TESTER = 20_000;

  /** How long a new job may have to wait for its turn, unless told otherwise. */
  public static final Duration DEFAULT_MAX_WORK = Duration.ofHours(12);

  /** Finished jobs that are kept, unless told otherwise. */
  public static final int DEFAULT_MAX_OUTCOMES = 1_000_000;

  /** How long a finished job can be asked for, unless told otherwise. */
  public static final Duration DEFAULT_KEEP = Duration.ofHours(24);

  /** A node on loopback with a cluster of its own, any free ports, and a worker per core. */
  public static GridSettings alone(String name, Path workDirectory) {
    return new GridSettings(
        name,
        "127.0.0.1",
        PortChoice.ANY_FREE,
        null,
        List.of(),
        "",
        Runtime.getRuntime().availableProcessors(),
        InputLimits.DEFAULT,
        DEFAULT_MAX_JOBS_PER_TESTER,
        DEFAULT_MAX_WORK,
        DEFAULT_KEEP,
        DEFAULT_MAX_OUTCOMES,
        workDirectory,
        null,
        null);
  }

  /** These settings, with the REST interface at {@code url}. */
  public GridSettings withHttp(String url) {
    return new GridSettings(
        name,
        host,
        discoveryPorts,
        thinPorts,
        join,
        url,
        workers,
        limits,
        maxJobsPerTester,
        maxWork,
        keepOutcomes,
        maxOutcomes,
        workDirectory,
        durable,
        config);
  }

  /** These settings, with jobs on disk as {@code kept} says. */
  public GridSettings withDurable(Durable kept) {
    return new GridSettings(
        name,
        host,
        discoveryPorts,
        thinPorts,
        join,
        http,
        workers,
        limits,
        maxJobsPerTester,
        maxWork,
        keepOutcomes,
        maxOutcomes,
        workDirectory,
        kept,
        config);
  }

  /** These settings, with other bounds on what is unfinished, and on finished jobs kept. */
  public GridSettings withBounds(int jobsPerTester, Duration work, int outcomes) {
    return new GridSettings(
        name,
        host,
        discoveryPorts,
        thinPorts,
        join,
        http,
        workers,
        limits,
        jobsPerTester,
        work,
        keepOutcomes,
        outcomes,
        workDirectory,
        durable,
        config);
  }

  /** These settings, with finished jobs kept for {@code keep}. */
  public GridSettings withKeepOutcomes(Duration keep) {
    return new GridSettings(
        name,
        host,
        discoveryPorts,
        thinPorts,
        join,
        http,
        workers,
        limits,
        maxJobsPerTester,
        maxWork,
        keep,
        maxOutcomes,
        workDirectory,
        durable,
        config);
  }

  /** These settings, for the same node once more: at exactly these ports, to join {@code nodes}. */
  public GridSettings again(List<String> nodes, int discoveryPort, @Nullable Integer thinPort) {
    return new GridSettings(
        name,
        host,
        PortChoice.exactly(discoveryPort),
        thinPort == null ? null : PortChoice.exactly(thinPort),
        nodes,
        http,
        workers,
        limits,
        maxJobsPerTester,
        maxWork,
        keepOutcomes,
        maxOutcomes,
        workDirectory,
        durable,
        config);
  }
}
