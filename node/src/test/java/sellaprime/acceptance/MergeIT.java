package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.client.TlsFiles;
import sellaprime.testkit.Command;
import sellaprime.testkit.Namespaces;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/**
 * Real partitions of real processes: both halves go on, and when they meet again they become one
 * cluster that has answered whatever either accepted. Skipped unless the user may make network
 * namespaces. {@code -Dsellaprime.partition.seconds=60} for longer partitions.
 */
class MergeIT {
  /** How long a partition lasts. */
  private static final int SECONDS = Integer.getInteger("sellaprime.partition.seconds", 5);

  private static final int JOBS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path directory;

  @Test
  void oneOfThreeIsCutOffAndComesBackWithItsJobs() throws Exception {
    try (Namespaces net = Namespaces.create(3);
        ProcessCluster cluster = new ProcessCluster("merge21")) {
      for (int i = 0; i < 3; i++) {
        cluster.startIn(net, i, "--insecure");
      }
      partition(net, cluster, List.of(0, 1), List.of(2));
    }
  }

  @Test
  void twoNodesAreCutOffFromEachOtherAndMeetAgain() throws Exception {
    try (Namespaces net = Namespaces.create(2);
        ProcessCluster cluster = new ProcessCluster("merge11")) {
      for (int i = 0; i < 2; i++) {
        cluster.startIn(net, i, "--insecure");
      }
      partition(net, cluster, List.of(0), List.of(1));
    }
  }

  @Test
  void withCertificatesAndDirectoriesAsWell() throws Exception {
    try (Namespaces net = Namespaces.create(2)) {
      String keys = directory.resolve("trial").toString();
      Command.Result made =
          Command.sellaprime(
                  "ca",
                  "create",
                  keys,
                  "a@" + net.address(0),
                  "b@" + net.address(1),
                  "--caller",
                  "me")
              .run();
      assertThat(made.exit()).as(made.err()).isZero();
      HttpClient caller =
          HttpClient.newBuilder()
              .sslContext(TlsFiles.identified(Path.of(keys, "me"), TlsFiles.NODES_CA))
              .build();
      try (ProcessCluster cluster = new ProcessCluster("mergetls", Map.of(), caller)) {
        for (int i = 0; i < 2; i++) {
          String name = i == 0 ? "a" : "b";
          cluster.startIn(
              net, i, "--tls", keys + "/" + name, "--data", directory.resolve(name).toString());
        }
        partition(net, cluster, List.of(0), List.of(1));
      }
    }
  }

  /** Jobs on both sides before, during and after. */
  private static void partition(
      Namespaces net, ProcessCluster cluster, List<Integer> some, List<Integer> others)
      throws Exception {
    ProcessNode here = cluster.node(some.get(0));
    ProcessNode there = cluster.node(others.get(0));
    for (ProcessNode node : cluster.living()) {
      awaitSize(node, some.size() + others.size());
    }
    Workload before = new Workload("before", JOBS);
    before.submitTo(here);
    List<SteadyLoad> loads = new ArrayList<>();
    long healed;
    try {
      for (int i : some) {
        for (int j : others) {
          net.cut(i, j);
        }
      }
      loads.add(new SteadyLoad("here", here));
      loads.add(new SteadyLoad("there", there));
      awaitSize(here, some.size());
      awaitSize(there, others.size());
      int[] sofar = loads.stream().mapToInt(SteadyLoad::accepted).toArray();
      TimeUnit.SECONDS.sleep(SECONDS); // the partition's length is what is tested
      for (int i = 0; i < sofar.length; i++) {
        int had = sofar[i];
        SteadyLoad load = loads.get(i);
        await().atMost(PATIENCE).until(() -> load.accepted() > had + 20);
      }
      long found = finds(cluster);
      for (int i : some) {
        for (int j : others) {
          net.heal(i, j);
        }
      }
      healed = System.nanoTime();
      await()
          .atMost(PATIENCE)
          .pollInterval(50, TimeUnit.MILLISECONDS)
          .until(() -> finds(cluster) > found);
      System.out.printf(
          "the other half was found %.1f s after a partition of %d s%n", seconds(healed), SECONDS);
      if (SECONDS >= 60) { // a long run by hand, on a machine that has nothing else to do
        assertThat(seconds(healed)).as("until the other half was found").isLessThan(10);
      }
      for (ProcessNode node : cluster.living()) {
        awaitSize(node, some.size() + others.size());
      }
      System.out.printf("one cluster after %.1f s%n", seconds(healed));
    } finally {
      for (SteadyLoad load : loads) {
        load.end();
      }
    }
    assertThat(cluster.living()).hasSize(some.size() + others.size());
    Map<String, ?> outcomes = before.awaitAllCorrect(here, PATIENCE);
    List<Map<String, ?>> answered = new ArrayList<>();
    for (SteadyLoad load : loads) {
      answered.add(load.awaitAllCorrect(here, PATIENCE));
    }
    for (ProcessNode node : cluster.living()) {
      assertThat(before.awaitAllCorrect(node, PATIENCE)).isEqualTo(outcomes);
      for (int i = 0; i < loads.size(); i++) {
        assertThat(loads.get(i).awaitAllCorrect(node, PATIENCE))
            .as("outcomes at %s and at %s", node.name(), here.name())
            .isEqualTo(answered.get(i));
      }
    }
    System.out.printf(
        "all of %d + %d jobs answered at every node after %.1f s%n",
        loads.get(0).accepted(), loads.get(1).accepted(), seconds(healed));
  }

  /** How often nodes have said in their logs that they go over to the other half. */
  private static long finds(ProcessCluster cluster) throws IOException {
    long finds = 0;
    for (ProcessNode node : cluster.living()) {
      try (Stream<String> lines = Files.lines(ProcessCluster.log(node))) {
        finds += lines.filter(line -> line.contains("goes over to the other")).count();
      }
    }
    return finds;
  }

  private static void awaitSize(ProcessNode node, int size) {
    await()
        .atMost(PATIENCE)
        .pollInterval(100, TimeUnit.MILLISECONDS)
        .ignoreExceptions()
        .until(() -> node.clusterSize() == size);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
