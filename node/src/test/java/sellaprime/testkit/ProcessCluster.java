package sellaprime.testkit;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Real nodes, each a process of its own, started by the launcher as a user would. Kills its own
 * children only. Logs of all nodes stay in {@code target/cluster-logs} for whoever has to
 * understand a failure.
 */
public final class ProcessCluster implements AutoCloseable {
  /** The top of the project, where the launcher is. */
  public static final Path ROOT = Path.of(System.getProperty("sellaprime.root", "..")).normalize();

  private static final Path LOGS = ROOT.resolve("node/target/cluster-logs");

  private final String name;
  private final Map<String, String> environment;
  private final HttpClient client;
  private final List<ProcessNode> nodes = new ArrayList<>();

  /** No nodes yet; {@code name} tells this cluster's logs apart. */
  public ProcessCluster(String name) {
    this(name, Map.of());
  }

  /** As above, with more environment for every node, as JAVA_HOME. */
  public ProcessCluster(String name, Map<String, String> environment) {
    this(name, environment, HttpClient.newHttpClient());
  }

  /** As above; {@code client} asks its nodes. */
  public ProcessCluster(String name, Map<String, String> environment, HttpClient client) {
    this.name = name;
    this.client = client;
    this.environment = environment;
  }

  /** Starts {@code count} nodes, one worker each. */
  public static ProcessCluster of(String name, int count) throws IOException {
    ProcessCluster cluster = new ProcessCluster(name);
    for (int i = 0; i < count; i++) {
      cluster.start();
    }
    return cluster;
  }

  /** Starts one more node, which joins the living, and waits until it is ready. */
  public ProcessNode start(String... options) throws IOException {
    return start(List.of(), options);
  }

  /** Starts one more node, in the {@code i}-th namespace, at its address. */
  public ProcessNode startIn(Namespaces net, int i, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--host", net.address(i)));
    all.addAll(Arrays.asList(options));
    return start(net.command(i), all.toArray(String[]::new));
  }

  /** Starts a tester for the living keepers, and waits until it is ready. */
  public ProcessNode startTester(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--role", "tester"));
    all.addAll(Arrays.asList(options));
    return start(List.of(), all.toArray(String[]::new));
  }

  private ProcessNode start(List<String> before, String... options) throws IOException {
    List<String> given = Arrays.asList(options);
    String nodeName = name + "-" + (nodes.size() + 1);
    Files.createDirectories(LOGS);
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            ROOT.resolve("sellaprime").toAbsolutePath().toString(),
            "serve",
            "--name",
            nodeName,
            "--http-port",
            "0",
            "--workers",
            "1",
            "--log-file",
            LOGS.resolve(nodeName + ".log").toString()));
    if (!given.contains("--role")) {
      command.addAll(List.of("--thin-port", "0"));
      if (!given.contains("--discovery-port")) {
        command.addAll(List.of("--discovery-port", "0"));
      }
    }
    String join = String.join(",", keepers().stream().map(ProcessNode::discovery).toList());
    if (!join.isEmpty() && !given.contains("--join")) {
      command.addAll(List.of("--join", join));
    }
    command.addAll(given);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SELLAPRIME_JAVA_OPTS", "-Xmx512m");
    builder.environment().putAll(environment);
    builder.redirectError(LOGS.resolve(nodeName + ".err").toFile());
    ProcessNode node = ProcessNode.await(builder.start(), client);
    nodes.add(node);
    return node;
  }

  /** The log of {@code node}; a former run may have begun it. */
  public static Path log(ProcessNode node) {
    return LOGS.resolve(node.name() + ".log");
  }

  /** The {@code i}-th node, from 0. */
  public ProcessNode node(int i) {
    return nodes.get(i);
  }

  /** The nodes whose processes run. */
  public List<ProcessNode> living() {
    return nodes.stream().filter(node -> node.process().isAlive()).toList();
  }

  private List<ProcessNode> keepers() {
    return living().stream().filter(node -> !node.isTester()).toList();
  }

  @Override
  public void close() {
    for (ProcessNode node : nodes) {
      node.kill();
    }
  }
}
