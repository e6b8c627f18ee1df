package sellaprime.grid;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.input.InputLimits;

/**
 * What one node is told when it starts.
 *
 * @param name its name, for people; unique within one JVM
 * @param host the address it binds, and all others reach it at
 * @param discoveryPort port for other nodes; 0 for any free one
 * @param thinPort port for thin clients; 0 for any free one, {@link #NO_PORT} for none
 * @param join {@code host:port} of nodes to join; empty for a cluster of its own
 * @param http URL of its REST interface, as others see it; empty if it has none
 * @param workers jobs it tests at a time
 * @param limits what numbers it accepts
 * @param maxJobsPerTester unfinished jobs in the cluster, per tester, before new ones are refused
 * @param workDirectory where Ignite keeps its files
 * @param config a Spring XML file instead of the built-in {@code ignite-config/node.xml}, or null
 */
public record GridSettings(
    String name,
    String host,
    int discoveryPort,
    int thinPort,
    List<String> join,
    String http,
    int workers,
    InputLimits limits,
    int maxJobsPerTester,
    Path workDirectory,
    @Nullable Path config) {
  /** Says that a port is not wanted at all. */
  public static final int NO_PORT = -1;

  /** Unfinished jobs per tester before new ones are refused, unless told otherwise. */
  public static final int DEFAULT_MAX_JOBS_PER_TESTER = 20_000;

  /** A node on loopback with a cluster of its own, any free ports, and a worker per core. */
  public static GridSettings alone(String name, Path workDirectory) {
    return new GridSettings(
        name,
        "127.0.0.1",
        0,
        NO_PORT,
        List.of(),
        "",
        Runtime.getRuntime().availableProcessors(),
        InputLimits.DEFAULT,
        DEFAULT_MAX_JOBS_PER_TESTER,
        workDirectory,
        null);
  }
}
