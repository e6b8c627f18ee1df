package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.apache.ignite.Ignition;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.grid.data.Durable;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.grid.jobs.CarriedJobs;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.Outcome;
import sellaprime.job.Question;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.Gate;
import sellaprime.testkit.LocalCluster;
import sellaprime.testkit.TestKeys;

/**
 * Two halves of a cluster, in this JVM: started apart with the same identity, one of which knows
 * where the other is to be. {@code MergeIT} has real partitions.
 */
class MergeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final AtomicInteger names = new AtomicInteger();

  private static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);
  private static final int JOBS = 20;
  private static final String OVER = "over-";
  private static final String WAITING = "waiting-";
  private static final String THEIRS = "theirs-";

  @TempDir private Path directory;
  private final Gate gate = new Gate();
  private final UUID identity = UUID.randomUUID();
  private final List<RejoiningNode> nodes = new ArrayList<>();
  private final List<GridNode> started = new CopyOnWriteArrayList<>();
  private @Nullable NodeTls tls;
  private boolean durable;

  @AfterEach
  void stop() {
    gate.open();
    nodes.forEach(RejoiningNode::close);
  }

  private RejoiningNode start(int port, List<Integer> join, UUID cluster, NumberTest test) {
    return start("merge-" + names.incrementAndGet(), port, join, cluster, test);
  }

  private RejoiningNode start(
      String name, int port, List<Integer> join, UUID cluster, NumberTest test) {
    GridSettings settings =
        new LocalCluster()
            .settings(name)
            .again(join.stream().map(p -> "127.0.0.1:" + p).toList(), port, port());
    if (durable) {
      settings = settings.withDurable(new Durable(directory.resolve(name), Durable.Sync.LOG));
    }
    RejoiningNode node =
        RejoiningNode.start(
            settings, tls, test, cluster, GridObserver.NONE, started::add, () -> {});
    nodes.add(node);
    return node;
  }

  private RejoiningNode start(int port, List<Integer> join) {
    return start(port, join, identity, ENGINE);
  }

  private static Path work(RejoiningNode node) {
    return Path.of(node.node().ignite().configuration().getWorkDirectory());
  }

  private static int port() {
    return PortChoice.ANY_FREE.choose("127.0.0.1");
  }

  /** The numbers of jobs called "waiting-..." begin with 10^2. */
  private static void submit(RejoiningNode node, String prefix) throws Exception {
    int exponent = prefix.equals(WAITING) ? 200 : 100;
    for (int i = 0; i < JOBS; i++) {
      node.node()
          .gateway()
          .submit(prefix + i, Question.of("10^" + (exponent + i) + "+" + (2 * i + 1)))
          .get(30, TimeUnit.SECONDS);
    }
  }

  /** Holds up those jobs, at {@link #gate}. */
  private NumberTest gated() {
    return (question, watch) ->
        (question.number().startsWith("10^2") ? gate.test() : ENGINE).test(question, watch);
  }

  private static void awaitNodes(RejoiningNode node, int count) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> node.node().cluster().nodes().size() == count && node.node().gateway().isReady());
  }

  private static Map<String, Outcome> awaitOutcomes(RejoiningNode node, String prefix) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (int i = 0; i < JOBS; i++) {
      String id = prefix + i;
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                JobStatus job = node.node().gateway().find(id);
                assertThat(job).as(id).isNotNull();
                return requireNonNull(job).isOver();
              });
      outcomes.put(id, requireNonNull(node.node().gateway().find(id)).job().outcome());
    }
    return outcomes;
  }

  @Test
  void theSmallerHalfGoesOverWithItsJobsAndItsOutcomes() throws Exception {
    int meeting = port(); // of the last to start, so that the half it is in is the larger one then
    RejoiningNode small = start(port(), List.of(meeting), identity, gated());
    submit(small, OVER);
    Map<String, Outcome> over = awaitOutcomes(small, OVER);
    submit(small, WAITING);
    GridNode before = small.node();

    int first = port();
    RejoiningNode large = start(first, List.of());
    RejoiningNode large2 = start(meeting, List.of(first));
    submit(large, THEIRS);
    awaitNodes(small, 3);
    gate.open();
    for (RejoiningNode node : List.of(large, large2, small)) {
      awaitNodes(node, 3);
      assertThat(awaitOutcomes(node, OVER))
          .as("as they were")
          .usingRecursiveComparison()
          .isEqualTo(over);
      awaitOutcomes(node, WAITING);
      awaitOutcomes(node, THEIRS);
    }
    assertThat(small.node()).as("another run of it").isNotSameAs(before);
    assertThat(small.node().discoveryPort()).isEqualTo(before.discoveryPort());
    assertThat(small.node().thinPort()).isEqualTo(before.thinPort());
    assertThat(started).as("nobody else had to move").hasSize(4);
  }

  @Test
  void ofTwoNodesTheYoungerGoesOverByTls() throws Exception {
    tls = NodeTls.read(TestKeys.NODE);
    int meeting = port();
    RejoiningNode older = start(port(), List.of(meeting), identity, gated());
    submit(older, WAITING);
    RejoiningNode younger = start(meeting, List.of()); // knows of nobody until it is looked at
    GridNode first = younger.node();
    submit(younger, THEIRS);
    awaitNodes(younger, 2);
    assertThat(younger.node()).isNotSameAs(first);
    assertThat(started).hasSize(3);
    gate.open();
    for (RejoiningNode node : List.of(older, younger)) {
      awaitNodes(node, 2);
      awaitOutcomes(node, WAITING);
      awaitOutcomes(node, THEIRS);
    }
  }

  @Test
  void aHalfOnDiskGoesOverAsWell() throws Exception {
    durable = true;
    int meeting = port();
    int first = port();
    int other = port();
    RejoiningNode large = start("large", first, List.of(), identity, ENGINE);
    start("large2", meeting, List.of(first), identity, ENGINE);
    start("small", other, List.of(meeting), identity, ENGINE);
    awaitNodes(large, 3);
    nodes.forEach(RejoiningNode::close);
    nodes.clear();

    RejoiningNode small =
        start("small", other, List.of(meeting), identity, gated()); // finds nobody there
    submit(small, OVER);
    Map<String, Outcome> over = awaitOutcomes(small, OVER);
    submit(small, WAITING);
    large = start("large", first, List.of(), identity, ENGINE);
    RejoiningNode large2 = start("large2", meeting, List.of(first), identity, ENGINE);
    submit(large, THEIRS);
    awaitNodes(small, 3);
    gate.open();
    for (RejoiningNode node : List.of(large, large2, small)) {
      awaitNodes(node, 3);
      assertThat(awaitOutcomes(node, OVER))
          .as("as they were")
          .usingRecursiveComparison()
          .isEqualTo(over);
      awaitOutcomes(node, WAITING);
      awaitOutcomes(node, THEIRS);
    }
  }

  @Test
  void aStrangerAtAKnownAddressIsLookedAtAndLeftAlone() throws Exception {
    int meeting = port();
    RejoiningNode node = start(port(), List.of(meeting));
    submit(node, OVER);
    GridNode before = node.node();
    RejoiningNode stranger = start(meeting, List.of(), UUID.randomUUID(), ENGINE);
    start(
        port(), List.of(meeting), UUID.randomUUID(), ENGINE); // larger than the node's own cluster
    CountDownLatch looked = visits(stranger);
    assertThat(looked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    node.close(); // after whatever it would have done
    assertThat(node.node()).isSameAs(before);
    assertThat(stranger.node().gateway().find(OVER + 0)).isNull();
  }

  @Test
  void aNodeThatComesBackAgainAndAgainLeavesNothingBehind() throws Exception {
    int meeting = port();
    RejoiningNode stays = start(meeting, List.of());
    RejoiningNode moves = start(port(), List.of(meeting), identity, gated());
    awaitNodes(stays, 2);
    submit(moves, OVER);
    Map<String, Outcome> over = awaitOutcomes(moves, OVER);
    submit(moves, WAITING);
    GridNode first = moves.node();
    moves.comeBack(first);
    int threads = Thread.activeCount();
    for (int round = 0; round < 3; round++) {
      GridNode last = moves.node();
      moves.comeBack(last);
      assertThat(moves.node()).isNotSameAs(last);
      moves.comeBack(last); // told twice
      awaitNodes(stays, 2);
    }
    assertThat(moves.node().discoveryPort()).isEqualTo(first.discoveryPort());
    assertThat(moves.node().thinPort()).isEqualTo(first.thinPort());
    assertThat(Ignition.allGrids()).hasSize(2);
    await().atMost(PATIENCE).until(() -> Thread.activeCount() <= threads + 10);
    try (Stream<Path> files = Files.list(work(moves))) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("carried"));
    }
    gate.open();
    assertThat(awaitOutcomes(moves, OVER)).usingRecursiveComparison().isEqualTo(over);
    awaitOutcomes(stays, WAITING);
  }

  @Test
  void aNodeThatWasCutOffComesBackToItsOwnAndToNoStranger() throws Exception {
    int theirs = port();
    int first = port();
    RejoiningNode own = start(first, List.of(theirs)); // knows where the strangers are
    RejoiningNode moves = start(port(), List.of(first, theirs));
    awaitNodes(own, 2);
    submit(moves, OVER);
    awaitOutcomes(moves, OVER);
    RejoiningNode stranger = start(theirs, List.of(), UUID.randomUUID(), ENGINE);
    CountDownLatch visited = visits(stranger); // from now on it could know where these are
    submit(stranger, THEIRS);
    assertThat(visited.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    moves.comeBack(moves.node());
    awaitNodes(own, 2);
    awaitNodes(stranger, 1);
    stranger.comeBack(stranger.node());
    awaitNodes(stranger, 1);
    awaitNodes(own, 2);

    own.close();
    moves.comeBack(moves.node());
    awaitNodes(moves, 1);
    awaitNodes(stranger, 1);
    awaitOutcomes(moves, OVER);
    awaitOutcomes(stranger, THEIRS);
    assertThat(stranger.node().gateway().find(OVER + 0)).isNull();
    assertThat(moves.node().gateway().find(THEIRS + 0)).isNull();
  }

  private static CountDownLatch visits(RejoiningNode node) {
    CountDownLatch visited = new CountDownLatch(1);
    node.node()
        .ignite()
        .events()
        .localListen(
            event -> {
              if (((DiscoveryEvent) event).eventNode().isClient()) {
                visited.countDown();
              }
              return true;
            },
            EventType.EVT_NODE_LEFT,
            EventType.EVT_NODE_FAILED);
    return visited;
  }

  /** A node whose runs after the first fail by what {@code failures} give, as long as they do. */
  private RejoiningNode startFailing(Supplier<@Nullable Throwable> failures, Runnable onLost) {
    GridSettings settings = new LocalCluster().settings("merge-" + names.incrementAndGet());
    RejoiningNode node =
        RejoiningNode.startBy(
            settings,
            null,
            (run, carried) -> {
              Throwable failure = carried == null ? null : failures.get();
              if (failure instanceof RuntimeException e) {
                throw e;
              } else if (failure instanceof Error e) {
                throw e;
              }
              return GridNode.start(
                  run, null, ENGINE, Clock.systemUTC(), GridObserver.NONE, true, carried);
            },
            identity,
            started::add,
            onLost);
    nodes.add(node);
    return node;
  }

  @Test
  void aReturnThatFailsInWhateverWayIsTriedAgain() throws Exception {
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    failures.add(new CacheException("the load table cannot be read"));
    failures.add(new UncheckedIOException(new IOException("the file cannot be read")));
    AtomicInteger lost = new AtomicInteger();
    RejoiningNode node = startFailing(failures::poll, lost::incrementAndGet);
    submit(node, OVER);
    Map<String, Outcome> over = awaitOutcomes(node, OVER);
    GridNode before = node.node();
    node.comeBack(before);
    assertThat(failures).isEmpty();
    assertThat(node.node()).isNotSameAs(before);
    assertThat(lost).hasValue(0);
    assertThat(awaitOutcomes(node, OVER)).usingRecursiveComparison().isEqualTo(over);
    assertThat(work(node).resolve(CarriedJobs.FILE)).doesNotExist();
  }

  @Test
  void aNodeThatCannotComeBackSaysSoAndItsJobsStayInAFile() throws Exception {
    AtomicInteger lost = new AtomicInteger();
    RejoiningNode node =
        startFailing(() -> new NoClassDefFoundError("as with a broken jar"), lost::incrementAndGet);
    submit(node, OVER);
    awaitOutcomes(node, OVER);
    Path work = work(node);
    node.comeBack(node.node());
    assertThat(lost).hasValue(1);
    assertThat(work.resolve(CarriedJobs.FILE)).exists();
    Set<String> kept = new HashSet<>();
    try (CarriedJobs later = new CarriedJobs(work)) {
      later.forEach(job -> kept.add(job.id()));
    }
    assertThat(kept).hasSize(JOBS).contains(OVER + 0);
  }

  @Test
  void aNodeThatIsToldToLeaveOnItsWayBackGoesOnTrying() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    AtomicBoolean leaving = new AtomicBoolean();
    RejoiningNode node =
        startFailing(
            () -> {
              failed.countDown();
              return leaving.get() ? null : new CacheException("the others are not there yet");
            },
            () -> {});
    submit(node, OVER);
    awaitOutcomes(node, OVER);
    GridNode before = node.node();
    Thread change = new Thread(() -> node.comeBack(before), "comes-back");
    change.start();
    assertThat(failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    Thread leave = new Thread(() -> node.leave(PATIENCE), "leaves");
    leave.start();
    leaving.set(true);
    change.join(PATIENCE.toMillis());
    leave.join(PATIENCE.toMillis());
    assertThat(node.node()).as("it came back, and left").isNotSameAs(before);
    assertThat(node.node().isClosed()).isTrue();
    assertThat(node.kept()).isNull();
  }

  @Test
  void whatANodeCouldNotBringBackInTimeIsBroughtByAnother() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    RejoiningNode node =
        startFailing(
            () -> {
              failed.countDown();
              return new CacheException("the others are not there");
            },
            () -> {});
    submit(node, OVER);
    Map<String, Outcome> over = awaitOutcomes(node, OVER);
    GridNode before = node.node();
    Thread change = new Thread(() -> node.comeBack(before), "comes-back");
    change.start();
    assertThat(failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    node.leave(Duration.ofMillis(1));
    change.join(PATIENCE.toMillis());
    Path file = requireNonNull(node.kept());

    RejoiningNode other = start(port(), List.of(), UUID.randomUUID(), ENGINE);
    other.node().bring(file);
    other.node().bring(file); // may be repeated
    assertThat(awaitOutcomes(other, OVER)).usingRecursiveComparison().isEqualTo(over);
    assertThat(file).exists();
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> other.node().bring(file))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(file + " is damaged, or not a file of jobs");
  }
}
