package sellaprime.grid.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.GridNode;
import sellaprime.grid.batch.BatchException.Reason;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.chunk.Renderer;
import sellaprime.grid.chunk.Style;
import sellaprime.grid.chunk.Tally;
import sellaprime.grid.gateway.CallerId;
import sellaprime.grid.jobs.JobStore;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobState;
import sellaprime.job.PartIds;
import sellaprime.job.Progress;
import sellaprime.testkit.LocalCluster;
import sellaprime.testkit.Samples;

/** Batches on real nodes in one JVM. */
@Timeout(180)
class BatchesTest {
  private static final BatchQuestion PLAIN = new BatchQuestion(Ask.PRIME, 0, false, 0);

  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.of(2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Batches batches(int node) {
    return new Batches(cluster.node(node).gateway());
  }

  private static long feed(Batches at, String id, String lines, long from, boolean more)
      throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(lines.getBytes(UTF_8));
    return at.feed(id, new Batches.Sent(bytes, from, more, LineForm.RECOGNISED), () -> false);
  }

  private static String results(Batches at, String id, long from) throws IOException {
    Results results = at.results(id, from, () -> false);
    Renderer renderer = new Renderer(Style.TEXT);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (@Nullable Block block = results.next(); block != null; block = results.next()) {
      all.write(block.rendered(renderer));
    }
    return all.toString(UTF_8);
  }

  private static BatchView view(Batches at, String id) {
    return requireNonNull(at.find(id));
  }

  private static BatchView awaitEnd(Batches at, String id) {
    await().atMost(Duration.ofSeconds(60)).until(() -> view(at, id).status().isOver());
    return view(at, id);
  }

  private static List<BigInteger> numbers(String purpose, int count) {
    Random random = Samples.random(purpose);
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int bits = i % 50 == 0 ? 300 : 64;
      numbers.add(new BigInteger(bits, random).setBit(0));
    }
    return numbers;
  }

  private static String lines(List<BigInteger> numbers) {
    StringBuilder lines = new StringBuilder();
    numbers.forEach(n -> lines.append(n).append('\n'));
    return lines.toString();
  }

  /** Each number with its verdict, by another test than ours; the method is left aside. */
  private static List<String> truth(List<BigInteger> numbers) {
    return numbers.stream()
        .map(
            n -> {
              String sure = n.bitLength() > 64 ? "probable-prime" : "prime";
              return n + ": " + (n.isProbablePrime(40) ? sure : "composite");
            })
        .toList();
  }

  private static List<String> withoutMethods(String results) {
    return results.lines().map(BatchesTest::withoutMethod).toList();
  }

  private static String withoutMethod(String line) {
    int method = line.indexOf(" (");
    return method < 0 ? line : line.substring(0, method);
  }

  @Test
  void resultsComeInTheOrderOfTheLinesEachOnceAtAnyNode() throws IOException {
    List<BigInteger> numbers = numbers("a batch", 60_000);
    batches(0).open(CallerId.OWN, "order", PLAIN).join();
    assertThat(feed(batches(0), "order", lines(numbers), 1, false)).isEqualTo(60_000);
    List<String> truth = truth(numbers);
    assertThat(withoutMethods(results(batches(1), "order", 1))).isEqualTo(truth);
    assertThat(withoutMethods(results(batches(0), "order", 41_234)))
        .isEqualTo(truth.subList(41_233, 60_000));
    assertThat(results(batches(0), "order", 60_001)).isEmpty();
    Tally done = awaitEnd(batches(1), "order").done();
    assertThat(done.lines()).isEqualTo(60_000);
    assertThat(done.allPrimes())
        .isEqualTo(truth.stream().filter(line -> line.endsWith("prime")).count());
  }

  @Test
  void whatIsThereAlreadyIsNotFedAgainAndNothingMayBeLeftOut() throws IOException {
    Batches here = batches(0);
    here.open(CallerId.OWN, "again", PLAIN).join();
    assertThat(feed(here, "again", "3\n4\n5\n", 1, true)).isEqualTo(3);
    assertThat(feed(batches(1), "again", "3\n4\n5\n6\n7\n", 1, true)).isEqualTo(5);
    assertThat(feed(here, "again", "4\n5\n", 2, true)).isEqualTo(5);
    assertThat(feed(here, "again", "7\n8\n", 5, true)).isEqualTo(6);
    assertThatThrownBy(() -> feed(here, "again", "9\n", 8, true))
        .isInstanceOf(BatchException.class)
        .hasMessageContaining("go on from line 7");
    assertThat(view(here, "again").complete()).isFalse();
    assertThat(feed(here, "again", "", 7, false)).isEqualTo(6);
    assertThat(feed(here, "again", "9\n", 7, false)).as("it has ended").isEqualTo(6);
    assertThat(withoutMethods(results(here, "again", 1)))
        .containsExactly(
            "3: prime", "4: composite", "5: prime", "6: composite", "7: prime", "8: composite");
    here.open(CallerId.OWN, "again", PLAIN).join();
    assertThatThrownBy(
            () ->
                here.open(CallerId.OWN, "again", new BatchQuestion(Ask.PRIME, 1, false, 0)).join())
        .hasMessageContaining("belongs to another job");
  }

  @Test
  void takenResultsAreThrownAwayOnEveryNodeAndStayCounted() throws Exception {
    Batches here = batches(0);
    here.open(CallerId.OWN, "taken", PLAIN).join();
    feed(here, "taken", "3\n4\n5\n", 1, true);
    feed(here, "taken", "6\n7\n", 4, true);
    Results reader = here.results("taken", 1, () -> false);
    assertThat(requireNonNull(reader.next()).through()).isEqualTo(3);
    assertThat(requireNonNull(reader.next()).through()).isEqualTo(5);
    here.taken("taken", 4).get();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> cluster.nodes().stream().noneMatch(n -> n.jobs().has(PartIds.of("taken", 0))));
    assertThat(cluster.node(1).jobs().has(PartIds.of("taken", 1))).as("half taken").isTrue();
    assertThatThrownBy(() -> results(batches(1), "taken", 3))
        .isInstanceOfSatisfying(
            BatchException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GONE));
    batches(1).taken("taken", 5).get();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !cluster.node(1).jobs().has(PartIds.of("taken", 1)));
    assertThat(view(batches(1), "taken").fed()).as("with nothing left to see").isEqualTo(5);
    feed(batches(1), "taken", "11\n", 6, false);
    assertThat(withoutMethods(results(batches(1), "taken", 6))).containsExactly("11: prime");
    BatchView end = awaitEnd(here, "taken");
    assertThat(end.done()).isEqualTo(new Tally(6, 4, 0, 2, 0, 0));
    assertThat(end.taken()).isEqualTo(5);
  }

  @Test
  void itStopsAfterSoManyPrimes() throws IOException {
    Batches here = batches(1);
    here.open(CallerId.OWN, "until", new BatchQuestion(Ask.PRIME, 0, false, 3)).join();
    feed(here, "until", "4\n5\n6\n", 1, true);
    feed(here, "until", "7\n8\n11\n13\n", 4, true);
    assertThat(withoutMethods(results(here, "until", 1)))
        .containsExactly(
            "4: composite", "5: prime", "6: composite", "7: prime", "8: composite", "11: prime");
    assertThat(withoutMethods(results(batches(0), "until", 5)))
        .containsExactly("8: composite", "11: prime");
    assertThat(awaitEnd(here, "until").done()).isEqualTo(new Tally(6, 3, 0, 3, 0, 0));
    assertThat(feed(here, "until", "17\n", 8, false)).as("nothing is added").isEqualTo(7);
  }

  @Test
  void aBadLineStopsAStrictOneOnly() throws IOException {
    Batches here = batches(0);
    here.open(CallerId.OWN, "strict", new BatchQuestion(Ask.PRIME, 0, true, 0)).join();
    here.open(CallerId.OWN, "mild", PLAIN).join();
    feed(here, "strict", "5\n\nfoo\n7\n", 1, false);
    feed(here, "mild", "5\n\nfoo\n7\n", 1, false);
    assertThat(results(here, "mild", 1).lines()).hasSize(3);
    assertThat(awaitEnd(here, "mild").done()).isEqualTo(new Tally(4, 2, 0, 0, 1, 0));
    assertThat(results(here, "strict", 1).lines()).hasSize(2);
    BatchView end = awaitEnd(here, "strict");
    assertThat(end.status().job().state()).isEqualTo(JobState.FAILED);
    assertThat(requireNonNull(end.status().job().outcome()).reason()).startsWith("line 3: ");
  }

  @Test
  void cancellingEndsItsPartsAndItsReaders() throws Exception {
    Batches here = batches(0);
    here.open(CallerId.OWN, "cancel", PLAIN).join();
    // Hours of work; and the answer to the first line.
    feed(here, "cancel", "7\n", 1, true);
    feed(here, "cancel", "10^60000+7\n".repeat(5), 2, true);
    Results reader = batches(1).results("cancel", 1, () -> false);
    assertThat(requireNonNull(reader.next()).through()).isEqualTo(1);
    requireNonNull(cluster.node(1).gateway().cancel("cancel").get());
    assertThat(reader.next()).isNull();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                cluster.node(0).jobs().unfinished().all().stream()
                    .noneMatch(job -> job.id().startsWith("cancel")));
  }

  @Test
  void whatFollowsAChunkWithoutAnAnswerIsToldAfterTheEndToo() throws Exception {
    Batches here = batches(0);
    here.open(CallerId.OWN, "middle", PLAIN).join();
    feed(here, "middle", "7\n", 1, true);
    feed(here, "middle", "10^60000+7\n", 2, true);
    feed(here, "middle", "8\n11\n", 3, false);
    fail("middle", 1);
    assertThat(awaitEnd(here, "middle").done()).isEqualTo(new Tally(4, 2, 0, 1, 0, 1));
    for (int node = 0; node < 2; node++) {
      assertThat(results(batches(node), "middle", 1).lines().map(BatchesTest::withoutMethod))
          .containsExactly(
              "7: prime",
              "line 2: 10^60000+7: error: no answer: poison: it took three",
              "8: composite",
              "11: prime");
    }
    assertThat(results(here, "middle", 3).lines()).hasSize(2);
  }

  @Test
  void aBatchThatIsGivenUpTellsWhatIsThereUpToItsFirstOpenChunk() throws Exception {
    Batches here = batches(0);
    here.open(CallerId.OWN, "given-up", PLAIN).join();
    feed(here, "given-up", "7\n", 1, true);
    feed(here, "given-up", "10^60000+7\n", 2, true);
    feed(here, "given-up", "8\n", 3, true);
    feed(here, "given-up", "10^60000+9\n", 4, true);
    fail("given-up", 1);
    await().atMost(Duration.ofSeconds(60)).until(() -> view(here, "given-up").done().lines() == 3);
    cluster.node(0).gateway().cancel("given-up").get();
    assertThat(results(batches(1), "given-up", 1).lines()).hasSize(3);
  }

  /** As recovery would, after the third death. */
  private static void fail(String batch, int chunk) {
    JobStore jobs = cluster.node(0).jobs();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> { // a tester that is slow may lose it to another just now
              Job part = requireNonNull(jobs.get(PartIds.of(batch, chunk)));
              String why = "poison: it took three";
              Failed event = new Failed(part.owner(), part.attempt(), why, "n", 1);
              return jobs.apply(part.id(), event).join().isApplied();
            });
  }

  @Test
  void whoeverFeedsItNextStopsTheOneBefore() throws Exception {
    Batches here = batches(0);
    here.open(CallerId.OWN, "twice", PLAIN).join();
    CountDownLatch reads = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Thread first =
        new Thread(
            () -> {
              try {
                here.feed(
                    "twice",
                    new Batches.Sent(new Endless(reads), 1, false, LineForm.RECOGNISED),
                    () -> false);
              } catch (IOException | BatchException e) {
                ended.set(true);
              }
            });
    first.start();
    reads.await();
    assertThat(feed(here, "twice", "3\n5\n", 1, false)).isEqualTo(2);
    first.join(60_000);
    assertThat(ended).isTrue();
    assertThat(withoutMethods(results(here, "twice", 1))).containsExactly("3: prime", "5: prime");
  }

  /** Nothing ever comes. */
  private static final class Endless extends java.io.InputStream {
    private final CountDownLatch reads;

    Endless(CountDownLatch reads) {
      this.reads = reads;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      reads.countDown();
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
      return -1;
    }
  }

  @Test
  void theNodeThatFeedsItAndTheOneThatOverseesItMayDie() throws IOException {
    try (LocalCluster mortal = LocalCluster.of(3)) {
      Batches first = new Batches(mortal.node(0).gateway());
      first.open(CallerId.OWN, "mortal", PLAIN).join();
      List<BigInteger> numbers = numbers("a mortal batch", 40_000);
      feed(first, "mortal", lines(numbers.subList(0, 25_000)), 1, true);
      GridNode overseer = owner(mortal, "mortal");
      LocalCluster.fail(overseer);
      await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions() // of a node that went with the other, as it may on a slow machine
          .until(() -> isAnsweredBySomeSurvivor(mortal, overseer, numbers));
    }
  }

  @Test
  void aLongNumberEndsItsChunk() throws IOException {
    Batches here = batches(0);
    here.open(CallerId.OWN, "ends", PLAIN).join();
    feed(here, "ends", "4\n10^7000\n6\n8\n10^7000\n10^7000\n7\n", 1, false);
    Results reader = here.results("ends", 1, () -> false);
    List<Long> ends = new ArrayList<>();
    for (@Nullable Block block = reader.next(); block != null; block = reader.next()) {
      ends.add(block.through());
    }
    assertThat(ends).containsExactly(2L, 5L, 6L, 7L);
  }

  @Test
  void aLongNumberGoesOnFromItsCheckpointWhenItsTesterDies() throws IOException {
    try (LocalCluster mortal = LocalCluster.of(3)) {
      String chunk = PartIds.of("long", 0);
      List<Double> told = new CopyOnWriteArrayList<>();
      for (GridNode node : mortal.nodes()) {
        node.jobs().onChange(job -> noteLaterAttempt(job, chunk, told));
      }
      Batches first = new Batches(mortal.node(0).gateway());
      first.open(CallerId.OWN, "long", PLAIN).join();
      feed(first, "long", "7\n2^86243-1\n9\n", 1, false);
      await().atMost(Duration.ofSeconds(60)).until(() -> done(mortal, chunk) > 0);
      // So far that a tester which begins anew tells less at first.
      double little = done(mortal, chunk);
      await().atMost(Duration.ofSeconds(60)).until(() -> done(mortal, chunk) > 3 * little);
      GridNode tester = owner(mortal, chunk);
      double reached = done(mortal, chunk);
      LocalCluster.fail(tester);
      await().atMost(Duration.ofSeconds(90)).until(() -> !told.isEmpty());
      assertThat(told).allSatisfy(done -> assertThat(done).isGreaterThan(reached));
    }
  }

  private static void noteLaterAttempt(Job job, String id, List<Double> told) {
    Progress progress = job.progress();
    if (job.id().equals(id) && progress != null && progress.attempt() > 1) {
      told.add(progress.done());
    }
  }

  private static double done(LocalCluster cluster, String id) {
    Progress progress = requireNonNull(cluster.node(0).jobs().get(id)).progress();
    return progress == null || progress.checkpoint() == null ? 0 : progress.done();
  }

  private static boolean isAnsweredBySomeSurvivor(
      LocalCluster mortal, GridNode dead, List<BigInteger> numbers) throws IOException {
    for (GridNode survivor : mortal.nodes()) {
      if (survivor != dead && survivor.gateway().isReady()) {
        Batches there = new Batches(survivor.gateway());
        assertThat(feed(there, "mortal", lines(numbers), 1, false)).isEqualTo(40_000);
        assertThat(withoutMethods(results(there, "mortal", 1))).isEqualTo(truth(numbers));
        assertThat(awaitEnd(there, "mortal").done().lines()).isEqualTo(40_000);
        return true;
      }
    }
    return false;
  }

  private static GridNode owner(LocalCluster cluster, String id) {
    String owner = requireNonNull(cluster.node(0).jobs().get(id)).owner();
    return cluster.nodes().stream()
        .filter(node -> owner.startsWith(node.ignite().cluster().localNode().id().toString()))
        .findAny()
        .orElseThrow();
  }
}
