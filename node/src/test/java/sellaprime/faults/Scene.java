package sellaprime.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import sellaprime.testkit.Namespaces;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;
import sellaprime.testkit.TinyDisk;

/**
 * The cluster under test and what can be done to its surroundings: network, disk, clock, heap.
 * Every node has fixed addresses, and is told those of all.
 */
final class Scene implements AutoCloseable {
  /** Generous: a machine may be slow, and nodes may have to be started several times. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Twice what a run of half an hour leaves: for the time of a start a node has its jobs twice. */
  private static final int DISK_MB = 2048;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The node whose disk is small, and whose clock can jump: one suffices. */
  private static final int SPECIAL = 0;

  private record Ports(int http, int thin, int discovery) {}

  private final Settings settings;
  private final Consumer<String> log;
  private final Path scratch;
  private final Network network;
  private final @Nullable TinyDisk disk;
  private final @Nullable FakeClock clock;
  private final @Nullable Path ballast;
  private final List<Slot> slots = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** Prepares the surroundings and the nodes; {@link #begin} starts them. */
  Scene(Settings settings, Consumer<String> log) throws IOException {
    this.settings = settings;
    this.log = log;
    this.scratch = Files.createTempDirectory("sellaprime-faults");
    this.network = network(settings.nodes());
    this.disk = settings.durable() ? disk(Files.createDirectories(data(SPECIAL))) : null;
    Path library = FakeClock.library();
    this.clock =
        library.toString().isEmpty() ? null : FakeClock.with(library, scratch.resolve("clock"));
    this.ballast = Jcmd.isHere() ? Jcmd.ballastJar(scratch.resolve("ballast.jar")) : null;
    Files.createDirectories(settings.logs());
    List<Ports> ports = ports();
    String join =
        IntStream.range(0, settings.nodes())
            .mapToObj(i -> network.host(i) + ":" + ports.get(i).discovery())
            .collect(Collectors.joining(","));
    for (int i = 0; i < settings.nodes(); i++) {
      slots.add(slot(i, ports.get(i), join));
    }
  }

  private static Network network(int nodes) throws IOException {
    try {
      return new NamespacedNetwork(Namespaces.create(nodes), nodes);
    } catch (TestAbortedException e) {
      return Network.loopback("this user may not make network namespaces");
    }
  }

  private static @Nullable TinyDisk disk(Path mountPoint) throws IOException {
    try {
      return TinyDisk.at(mountPoint, DISK_MB);
    } catch (TestAbortedException e) {
      return null;
    }
  }

  private Path data(int i) {
    return scratch.resolve("data" + (i + 1));
  }

  /** Free ones, outside of what this system and the nodes themselves choose from. */
  private List<Ports> ports() throws IOException {
    Random random = new Random();
    Set<Integer> taken = new HashSet<>();
    List<Ports> all = new ArrayList<>();
    for (int i = 0; i < settings.nodes(); i++) {
      all.add(new Ports(port(random, taken), port(random, taken), port(random, taken)));
    }
    return all;
  }

  private static int port(Random random, Set<Integer> taken) throws IOException {
    for (int tries = 0; tries < 1_000; tries++) {
      int port = 10_000 + random.nextInt(9_000);
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (taken.add(probe.getLocalPort())) {
          return port;
        }
      } catch (IOException e) {
        taken.add(port); // in use
      }
    }
    throw new IOException("no free port");
  }

  private Slot slot(int i, Ports ports, String join) {
    String name = "faults-" + (i + 1);
    List<String> words =
        new ArrayList<>(
            List.of(
                ProcessCluster.ROOT.resolve("sellaprime").toAbsolutePath().toString(),
                "serve",
                "--name=" + name,
                "--host=" + network.host(i),
                "--http-port=" + ports.http(),
                "--thin-port=" + ports.thin(),
                "--discovery-port=" + ports.discovery(),
                "--join=" + join,
                "--workers=1",
                "--log-file=" + settings.logs().resolve(name + ".log")));
    if (!network.host(i).startsWith("127.")) {
      words.add("--insecure");
    }
    if (settings.durable()) {
      words.add("--data=" + data(i).resolve("node"));
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("SELLAPRIME_JAVA_OPTS", settings.jvm() + " -XX:+EnableDynamicAgentLoading");
    if (clock != null && i == SPECIAL) {
      environment.putAll(clock.environment());
    }
    return new Slot(
        name, network.inside(i, words), environment, settings.logs().resolve(name + ".err"), log);
  }

  /** Starts the nodes and waits until they are one cluster. */
  void begin() throws InterruptedException {
    slots.forEach(Slot::begin);
    awaitWhole();
  }

  int size() {
    return slots.size();
  }

  boolean durable() {
    return settings.durable();
  }

  Slot slot(int i) {
    return slots.get(i);
  }

  List<Slot> slots() {
    return slots;
  }

  List<Slot> others(int but) {
    return slots.stream().filter(slot -> slot != slots.get(but)).toList();
  }

  Network network() {
    return network;
  }

  /** Cuts every link between {@code some} and the rest, both ways. */
  void split(List<Integer> some) {
    for (int one : some) {
      for (int other = 0; other < size(); other++) {
        if (!some.contains(other)) {
          network.cut(one, other);
          network.cut(other, one);
        }
      }
    }
  }

  String whyNoBallast() {
    return ballast == null ? "this Java has no jcmd" : "";
  }

  /** Loads a ballast into node {@code i}, if it is ready. */
  void fillHeap(int i, int megabytesLeft, long millis) throws IOException, InterruptedException {
    var node = slot(i).node();
    if (ballast != null && node.isPresent()) {
      try {
        Jcmd.loadBallast(node.get().process().pid(), ballast, megabytesLeft, millis);
      } catch (IOException e) {
        if (node.get().process().isAlive()) { // it may have died of the ballast by now
          throw e;
        }
      }
    }
  }

  String whyNoClock() {
    return clock == null ? "there is no libfaketime on this machine" : "";
  }

  void setClock(String howFar) throws IOException {
    if (clock != null) {
      clock.jumpTo(howFar);
    }
  }

  String whyNoDisk() {
    if (!settings.durable()) {
      return "without directories there is no disk to fill";
    }
    return disk == null ? "this user may not mount a file system" : "";
  }

  private Path filler() {
    return data(SPECIAL).resolve("filler");
  }

  /** Leaves nothing on the small disk. */
  void fillDisk() throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      log.accept("the disk of " + slots.get(SPECIAL).name() + " is full: " + e.getMessage());
    }
  }

  void emptyDisk() throws IOException {
    Files.deleteIfExists(filler());
  }

  /**
   * Waits until every node is ready, and every node sees all of them and nobody else.
   *
   * @throws IllegalStateException if that takes too long
   */
  void awaitWhole() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String why = whyNotWhole();
      if (why.isEmpty()) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "the cluster is not whole after " + PATIENCE.toMinutes() + " minutes: " + why);
      }
      TimeUnit.MILLISECONDS.sleep(100); // between two looks
    }
  }

  private String whyNotWhole() throws InterruptedException {
    Set<String> ids = new HashSet<>();
    for (Slot slot : slots) {
      ProcessNode node = slot.node().orElse(null);
      if (node == null) {
        return slot.name() + " is not up";
      }
      try {
        JsonNode nodes = get(node, "/v1/cluster").path("nodes");
        for (JsonNode seen : nodes) {
          ids.add(seen.path("id").asText());
          if (!seen.path("state").asText().equals("ready")) {
            return seen + " in the eyes of " + slot.name();
          }
        }
        if (nodes.size() != size() || ids.size() != size()) {
          return slot.name() + " sees " + nodes.size() + " nodes";
        }
        if (!get(node, "/readyz").path("status").asText().equals("ready")) {
          return slot.name() + " is not ready";
        }
      } catch (IOException e) {
        return slot.name() + ": " + e;
      }
    }
    return "";
  }

  /** GET {@code path} at {@code node}, as JSON. */
  JsonNode get(ProcessNode node, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.http() + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString(UTF_8)).body());
  }

  /**
   * Waits until no node sees a job queued or running.
   *
   * @throws TimeoutException with what is left
   */
  void awaitDrained(Duration patience) throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      String left = load();
      if (left.isEmpty()) {
        return;
      }
      if (System.nanoTime() > end) {
        throw new TimeoutException("the load is not zero: " + left);
      }
      TimeUnit.MILLISECONDS.sleep(200); // between two looks
    }
  }

  private String load() throws InterruptedException {
    for (Slot slot : slots) {
      ProcessNode node = slot.node().orElse(null);
      if (node == null) {
        return slot.name() + " is not up";
      }
      try {
        for (JsonNode seen : get(node, "/v1/cluster").path("nodes")) {
          if (seen.path("queued").asInt() + seen.path("running").asInt() > 0) {
            return slot.name() + " says " + seen;
          }
        }
      } catch (IOException e) {
        return slot.name() + ": " + e;
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    network.heal();
    List<Thread> closers = slots.stream().map(slot -> new Thread(slot::close)).toList();
    closers.forEach(Thread::start);
    try {
      for (Thread closer : closers) {
        closer.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (disk != null) {
      disk.close();
    }
    network.close();
    try (Stream<Path> files = Files.walk(scratch)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
