package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtLocalPartition;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtPartitionState;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sellaprime.grid.data.Durable;
import sellaprime.grid.data.Durable.Sync;
import sellaprime.grid.jobs.IgniteJobStore;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.JobState;
import sellaprime.job.Question;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.LocalCluster;

/**
 * Deaths while copies are on their way. Two, one soon after the other, of nodes with directories
 * (without, Ignite compares no copies): after the first, copies differ and one counts as complete;
 * the second takes that one. Left alone Ignite would lose what is in it, or leave it unreadable and
 * let nobody in until an operator came.
 */
@Timeout(120)
class CopiesTest {
  private static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);
  private static final int DIFFERING = 5;

  @TempDir private Path directories;

  private final LocalCluster cluster = new LocalCluster();

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void theDeathOfTheLastCompleteCopyLosesNothingAndStopsNobody() {
    GridNode first = start("first");
    GridNode second = start("second");
    List<GridNode> others = List.of(start("third"), start("fourth"));
    List<String> over = submit(second, "over", 60);
    awaitAllDone(over, second);
    // As if the first died when the second had got its last writes and the others had not.
    for (int i = 0; i < DIFFERING; i++) {
      partition(second, i).updateCounter(1_000_000);
    }
    LocalCluster.fail(first);
    patiently().until(() -> others.stream().allMatch(node -> incomplete(node) == DIFFERING));
    LocalCluster.fail(second);
    second.close();
    patiently().until(() -> others.stream().allMatch(node -> incomplete(node) == 0));
    for (GridNode node : others) {
      assertThat(over).allMatch(id -> node.jobs().get(id) != null);
    }
    List<String> more = submit(others.get(0), "more", 100); // in all partitions
    GridNode fifth = start("second");
    List<GridNode> all = new ArrayList<>(others);
    all.add(fifth);
    for (GridNode node : all) {
      awaitAllDone(over, node);
      awaitAllDone(more, node);
    }
  }

  /** It asks the others, and if there is none it goes on with what it has. */
  @ParameterizedTest(name = "of {0} keepers; with directories: {1}")
  @CsvSource({"1, true", "2, true", "1, false", "2, false"})
  void theDeathOfWhoeverANodeFetchesFromKeepsItFromNothing(int keepers, boolean durable)
      throws Exception {
    GridNode doomed = start("first", durable);
    GridNode survivor = keepers == 2 ? start("second", durable) : null;
    List<String> over = submit(doomed, "over", 100);
    awaitAllDone(over, doomed);
    CompletableFuture<GridNode> joining =
        CompletableFuture.supplyAsync(() -> start("joining", durable));
    patiently().until(() -> doomed.ignite().cluster().nodes().size() == keepers + 1);
    LocalCluster.fail(doomed);
    GridNode joined;
    try {
      joined = joining.get(100, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertThat(keepers).as("it died in the midst of the join itself: %s", e).isEqualTo(1);
      joined = start("joining-again", durable);
    }
    if (survivor != null) {
      awaitAllDone(over, joined);
    }
    awaitAllDone(submit(joined, "more", 100), joined); // in all partitions
  }

  private GridNode start(String name) {
    return start(name, true);
  }

  private GridNode start(String name, boolean durable) {
    GridSettings settings = cluster.settings(name);
    return cluster.start(
        durable ? settings.withDurable(new Durable(directories.resolve(name), Sync.LOG)) : settings,
        ENGINE);
  }

  /** Partitions that this node is to fetch anew, or that are lost. */
  private static long incomplete(GridNode node) {
    long count = 0;
    for (int i = 0; i < DIFFERING; i++) {
      count += partition(node, i).state() == GridDhtPartitionState.OWNING ? 0 : 1;
    }
    return count;
  }

  private static GridDhtLocalPartition partition(GridNode node, int number) {
    var jobs = ((IgniteEx) node.ignite()).context().cache().internalCache(IgniteJobStore.CACHE);
    return requireNonNull(jobs.context().topology().localPartition(number));
  }

  private static List<String> submit(GridNode node, String prefix, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String number = "10^" + (59 + prefix.length()) + "+" + (2 * i + 1); // none is asked twice
      node.gateway().submit(prefix + i, Question.of(number)).orTimeout(60, TimeUnit.SECONDS).join();
      ids.add(prefix + i);
    }
    return ids;
  }

  private static void awaitAllDone(List<String> ids, GridNode node) {
    patiently()
        .until(
            () ->
                ids.stream()
                    .map(id -> requireNonNull(node.gateway().find(id), id).job().state())
                    .allMatch(state -> state == JobState.DONE));
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5));
  }
}
