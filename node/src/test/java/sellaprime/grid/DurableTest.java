package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.GridCacheSharedContext;
import org.apache.ignite.internal.processors.cache.persistence.metastorage.MetaStorage;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.grid.data.Durable;
import sellaprime.grid.data.Durable.Sync;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.grid.gateway.RefusedException;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.Question;
import sellaprime.job.Setback;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.Gate;
import sellaprime.testkit.LocalCluster;
import sellaprime.testkit.TinyDisk;

/** Nodes with {@code --data}: what is accepted outlives the death of all of them. */
@Timeout(120)
class DurableTest {
  private static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);

  @TempDir private Path directories;

  private final Gate gate = new Gate();
  private LocalCluster cluster = new LocalCluster();

  @AfterEach
  void close() {
    gate.open();
    cluster.close();
  }

  @Test
  void acceptedJobsAndOutcomesOutliveTheDeathOfAllNodes() {
    GridNode a = start("a", gate.test(), Sync.LOG);
    GridNode b = start("b", ENGINE, Sync.LOG);
    List<String> ids = submit(a, "j", 60);
    patiently().until(() -> countDone(b, ids) >= 20); // b's share; a's waits at the gate
    killAll();
    Map<String, Job> before = new HashMap<>();

    GridNode again = start("b", ENGINE, Sync.LOG);
    for (String id : ids) {
      before.put(id, find(again, id));
    }
    awaitAllDone(ids, again);
    GridNode third = start("c", ENGINE, Sync.LOG);
    GridNode fourth = start("a", ENGINE, Sync.LOG);
    for (String id : ids) {
      Job job = find(again, id);
      if (requireNonNull(before.get(id)).state().isFinal()) {
        assertThat(job).usingRecursiveComparison().isEqualTo(before.get(id));
      }
      assertThat(find(third, id)).usingRecursiveComparison().isEqualTo(job);
      assertThat(find(fourth, id)).usingRecursiveComparison().isEqualTo(job);
    }
  }

  @Test
  void whatOnlyOneDirectoryKnowsComesBackWithItInWhateverOrder() {
    GridNode a = start("a", gate.test(), Sync.FSYNC);
    GridNode b = start("b", gate.test(), Sync.FSYNC);
    List<String> early = submit(a, "early", 10);
    a.close(); // for hours
    List<String> late = submit(b, "late", 10);
    String cancelled = late.get(3);
    b.gateway().cancel(cancelled).join();
    killAll();

    GridNode stale = start("a", ENGINE, Sync.FSYNC); // knows nothing of the late ones
    awaitAllDone(early, stale);
    assertThat(stale.gateway().find(cancelled)).isNull();
    GridNode newer = start("b", ENGINE, Sync.FSYNC);
    late.remove(cancelled);
    for (GridNode node : List.of(stale, newer)) {
      awaitAllDone(early, node);
      awaitAllDone(late, node);
      assertThat(find(node, cancelled).state()).isEqualTo(JobState.CANCELLED);
    }
  }

  @Test
  void aJoinerHoldsEveryJobAndTakesWork() {
    GridNode a = start("a", gate.test(), Sync.LOG);
    List<String> ids = submit(a, "j", 2_000);
    GridNode b = start("b", ENGINE, Sync.LOG);
    assertThat(ids).allMatch(id -> b.jobs().get(id) != null);
    assertThat(b.jobs().unfinished().size()).isEqualTo(2_000);
    List<String> more = submit(a, "more", 200);
    patiently().until(() -> countDone(a, more) > 50);
    assertThat(more)
        .filteredOn(id -> find(a, id).state().isFinal())
        .allMatch(id -> "b".equals(requireNonNull(find(a, id).outcome()).node()));
  }

  /** Each time all nodes die it is in hand: recovery knows from the rows on disk. */
  @Test
  void aJobThatKillsTheWholeClusterAgainAndAgainIsSetAside() {
    GridNode node = start("a", gate.test(), Sync.LOG);
    String killer = "10^60+7";
    submitOne(node, "killer", killer);
    for (int death = 1; death <= 3; death++) {
      int deaths = death;
      GridNode last = node;
      patiently().until(() -> last.cluster().nodes().stream().anyMatch(one -> one.running() == 1));
      killAll();
      node = start("a", gate.test(), Sync.LOG);
      GridNode next = node;
      patiently().until(() -> find(next, "killer").setbacks().size() == deaths);
    }
    Job job = find(node, "killer");
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.setbacks()).extracting(Setback::kind).containsOnly(Setback.Kind.CRASHED);
    assertThat(requireNonNull(job.outcome()).reason()).startsWith("poison");
  }

  @Test
  void outcomesExpireOnDiskAsInMemory() {
    Duration keep = Duration.ofMillis(1500);
    GridNode node = cluster.start(settings("a", Sync.LOG).withKeepOutcomes(keep), ENGINE);
    submitOne(node, "brief", "7");
    patiently().until(() -> node.gateway().find("brief") == null);
    submitOne(node, "later", "11");
    patiently().until(() -> find(node, "later").state().isFinal());
    killAll();
    GridNode again = cluster.start(settings("a", Sync.LOG).withKeepOutcomes(keep), ENGINE);
    patiently().until(() -> again.gateway().find("later") == null);
  }

  @Test
  void aLeaverLeavesItsQueueOnDiskIfItIsAlone() {
    GridNode node = start("a", gate.test(), Sync.LOG);
    List<String> ids = submit(node, "j", 20);
    node.leave(Duration.ofMillis(10));
    cluster = new LocalCluster();
    GridNode again = start("a", ENGINE, Sync.LOG);
    awaitAllDone(ids, again);
    assertThat(ids).allMatch(id -> find(again, id).setbacks().isEmpty());
  }

  @Test
  void withAndWithoutADirectoryDoNotMix() {
    start("a", ENGINE, Sync.LOG);
    assertThatThrownBy(() -> cluster.start(ENGINE))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("start all of them with --data, or none");
    cluster.close();
    cluster = LocalCluster.of(1);
    assertThatThrownBy(() -> start("b", ENGINE, Sync.LOG))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("start all of them with --data, or none");
  }

  @Test
  void theDirectoryOfAnotherClusterIsRefusedAndKeepsItsJobs() {
    GridNode other = start("other", gate.test(), Sync.LOG);
    List<String> ids = submit(other, "j", 5);
    killAll();
    GridNode here = start("here", ENGINE, Sync.LOG);
    assertThatThrownBy(() -> start("other", ENGINE, Sync.LOG))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("belongs to another cluster");
    assertThat(ids).allMatch(id -> here.gateway().find(id) == null);
    killAll();
    awaitAllDone(ids, start("other", ENGINE, Sync.LOG));
  }

  @Test
  void aFullDiskRefusesWhatItCannotKeepAndTakesWorkAgainWhenThereIsRoom() throws Exception {
    try (TinyDisk disk = TinyDisk.at(directories, 96)) {
      assertThat(disk).isNotNull();
      GridNode node = start("a", gate.test(), Sync.LOG);
      List<String> ids = submit(node, "j", 10);
      Path filler = Files.write(directories.resolve("filler"), new byte[64 << 20]);
      patiently().until(() -> isFull(node)); // the disk is looked at now and then
      gate.open();
      awaitAllDone(ids, node); // what was accepted has its room
      Files.delete(filler);
      patiently().until(() -> !isFull(node));
      submitOne(node, "k", "7");
      cluster.close();
    }
  }

  private static boolean isFull(GridNode node) {
    try {
      node.gateway().submit(null, Question.of("7")).orTimeout(60, TimeUnit.SECONDS).join();
      return false;
    } catch (RefusedException e) {
      assertThat(e).hasMessageContaining("on disk, is full");
      return true;
    }
  }

  @Test
  void aStoreThatCannotBeReadIsToldAndLeftAsItIs() throws IOException {
    GridNode node = start("a", gate.test(), Sync.LOG);
    submit(node, "j", 5);
    killAll();
    try (Stream<Path> files = Files.walk(directories.resolve("a"))) {
      for (Path file : files.filter(f -> f.toString().contains("metastorage/part-0")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 7) {
          bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);
      }
    }
    assertThatThrownBy(() -> start("a", ENGINE, Sync.LOG))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("Nothing of it was deleted");
    assertThat(directories.resolve("a/store-1")).exists();
    assertThat(directories.resolve("a/store-2")).doesNotExist();
  }

  /**
   * What Ignite leaves when a node joins while another one's coming or going changes the baseline.
   */
  @Test
  void aStoreWithAHoleInTheHistoryOfItsBaselineIsReadAllTheSame() throws Exception {
    GridNode node = start("a", gate.test(), Sync.LOG);
    start("b", gate.test(), Sync.LOG); // changes the baseline, so that there is a history
    List<String> ids = submit(node, "j", 5);
    GridCacheSharedContext<?, ?> store = ((IgniteEx) node.ignite()).context().cache().context();
    patiently().until(() -> inMetastorage(store, m -> m.read("bltHist-0")) != null);
    inMetastorage(
        store,
        metastorage -> {
          metastorage.remove("bltHist-0");
          return true;
        });
    killAll();
    awaitAllDone(ids, start("a", ENGINE, Sync.LOG));
  }

  private interface Metastored<T> {
    T by(MetaStorage metastorage) throws IgniteCheckedException;
  }

  private static <T> T inMetastorage(GridCacheSharedContext<?, ?> store, Metastored<T> action)
      throws IgniteCheckedException {
    store.database().checkpointReadLock();
    try {
      return action.by(store.database().metaStorage());
    } finally {
      store.database().checkpointReadUnlock();
    }
  }

  @Test
  void aLogThatIsDamagedInItsMidstIsToldAndItsStoreKept() throws IOException {
    GridNode node = start("a", gate.test(), Sync.LOG);
    List<String> ids = submit(node, "j", 60);
    killAll();
    Path log = logs("a").filter(file -> find(file, "j30") >= 0).findFirst().orElseThrow();
    flip(log, find(log, "j30"));
    byte[] found = Files.readAllBytes(log);

    GridNode again = start("a", ENGINE, Sync.LOG);
    assertThat(ids).as("what Ignite drops").anyMatch(id -> again.gateway().find(id) == null);
    submitOne(again, "k", "7");
    try (Stream<Path> kept = Files.list(directories.resolve("a/damaged-1"))) {
      assertThat(kept.filter(file -> file.toString().endsWith(".damaged")))
          .singleElement()
          .satisfies(copy -> assertThat(copy).hasBinaryContent(found));
    }
    killAll();

    GridNode third = start("a", ENGINE, Sync.LOG);
    awaitAllDone(List.of("k"), third);
    assertThat(names("a"))
        .as("an end as a crash leaves it is no damage")
        .contains("damaged-1", "store-3")
        .doesNotContain("damaged-2", "store-2");
  }

  @Test
  void aLogThatIsDamagedBeforeItsLastSegmentIsRefused() throws IOException {
    GridNode node = start("a", gate.test(), Sync.LOG);
    List<CompletableFuture<JobStatus>> accepted = new ArrayList<>();
    for (int i = 0; i < 600; i++) { // some 6 MB, of segments of 4
      accepted.add(node.gateway().submit("j" + i, Question.of("7".repeat(10_000) + i)));
    }
    accepted.forEach(one -> one.orTimeout(60, TimeUnit.SECONDS).join());
    killAll();
    long last = logs("a").mapToLong(DurableTest::number).max().orElseThrow();
    assertThat(last).isPositive();
    for (Path file : logs("a").filter(log -> number(log) < last).toList()) {
      int at = read(file).indexOf("7".repeat(5_000), 2 << 20); // in the midst of a number
      assertThat(at).isPositive();
      flip(file, at + 1_000);
    }
    assertThatThrownBy(() -> start("a", ENGINE, Sync.LOG))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("Nothing of it was deleted");
    assertThat(names("a")).contains("store-1").doesNotContain("store-2");
  }

  @Test
  void aStartThatFailsLeavesItsStoreIfItWasAKeeperByThen() throws IOException {
    GridNode node = start("a", gate.test(), Sync.LOG);
    List<String> ids = submit(node, "j", 5);
    killAll();
    IgniteStarter.start(settings("a", Sync.LOG), null, false).close();
    assertThat(names("a")).contains("store-1").doesNotContain("store-2");

    IgniteStarter.Started started = IgniteStarter.start(settings("a", Sync.LOG), null, false);
    requireNonNull(started.durable()).enter(started.ignite(), Duration.ofSeconds(60));
    started.close();
    assertThat(names("a")).contains("store-1", "store-2");

    awaitAllDone(ids, start("a", ENGINE, Sync.LOG));
    assertThat(names("a")).contains("store-3").doesNotContain("store-1", "store-2");
  }

  private Stream<Path> logs(String name) throws IOException {
    try (Stream<Path> files = Files.walk(directories.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".wal")).toList().stream();
    }
  }

  private List<String> names(String name) throws IOException {
    try (Stream<Path> files = Files.list(directories.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Where {@code text} is in {@code file}, or -1. */
  private static int find(Path file, String text) {
    return read(file).indexOf(text);
  }

  /** The number of a segment, which its first record tells. */
  private static long number(Path file) {
    byte[] bytes = read(file).getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong(1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = at; i < at + 16; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(file, bytes);
  }

  private GridSettings settings(String name, Sync sync) {
    return cluster.settings(name).withDurable(new Durable(directories.resolve(name), sync));
  }

  private GridNode start(String name, NumberTest test, Sync sync) {
    return cluster.start(settings(name, sync), test);
  }

  /** As if all processes died at once: nothing is handed over, nothing put in order. */
  private void killAll() {
    cluster.nodes().forEach(LocalCluster::fail);
    cluster.close();
    cluster = new LocalCluster();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
  }

  private static Job find(GridNode node, String id) {
    JobStatus status = node.gateway().find(id);
    return requireNonNull(status, id).job();
  }

  private static void submitOne(GridNode node, String id, String number) {
    node.gateway().submit(id, Question.of(number)).orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static List<String> submit(GridNode node, String prefix, int count) {
    List<CompletableFuture<JobStatus>> accepted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String number = "10^" + (59 + prefix.length()) + "+" + (2 * i + 1); // none is asked twice
      accepted.add(node.gateway().submit(prefix + i, Question.of(number)));
    }
    List<String> ids = new ArrayList<>();
    accepted.forEach(one -> ids.add(one.orTimeout(60, TimeUnit.SECONDS).join().job().id()));
    return ids;
  }

  private static long countDone(GridNode node, List<String> ids) {
    return ids.stream().filter(id -> find(node, id).state() == JobState.DONE).count();
  }

  private static void awaitAllDone(List<String> ids, GridNode node) {
    patiently().until(() -> countDone(node, ids) == ids.size());
  }
}
