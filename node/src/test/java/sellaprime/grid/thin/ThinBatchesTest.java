package sellaprime.grid.thin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ignite.IgniteState;
import org.apache.ignite.Ignition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.client.BatchInfo;
import sellaprime.client.JobFailedException;
import sellaprime.client.NumberResult;
import sellaprime.client.PrimesClient;
import sellaprime.client.PrimesService;
import sellaprime.client.Reply;
import sellaprime.client.Verdict;
import sellaprime.grid.GridNode;
import sellaprime.grid.jobs.JobStore;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobState;
import sellaprime.job.PartIds;
import sellaprime.testkit.LocalCluster;

/** {@link PrimesClient#submitAll}, against real nodes. */
@Timeout(300)
class ThinBatchesTest {
  /** A product of two Mersenne primes: no quick way tells that it is composite. */
  private static final String SLOW = "(2^2203-1)*(2^2281-1)";

  private static LocalCluster cluster;
  private static PrimesClient client;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.of(1);
    client = PrimesClient.connect(thin(cluster.node(0)));
  }

  @AfterAll
  static void stop() {
    client.close();
    cluster.close();
  }

  private static String thin(GridNode node) {
    String id = node.ignite().cluster().localNode().id().toString();
    return node.cluster().nodes().stream()
        .filter(one -> one.id().toString().equals(id))
        .map(one -> requireNonNull(one.thin()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyNumberHasItsResultInOrder() {
    List<String> numbers =
        List.of("97", " 91 ", "", "2^127-1", "foo", "# 5", "10^99+289", "a\tb\nc", "2\n");
    try (Stream<NumberResult> results = client.submitAll(numbers.stream())) {
      List<NumberResult> all = results.toList();
      assertThat(all)
          .extracting(NumberResult::line)
          .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
      assertThat(all)
          .extracting(NumberResult::verdict)
          .containsExactly(
              Verdict.PRIME,
              Verdict.COMPOSITE,
              null,
              Verdict.PRIME,
              null,
              null,
              Verdict.PROBABLE_PRIME,
              null,
              Verdict.PRIME);
      assertThat(all.get(1).number()).isEqualTo("91");
      assertThat(all.get(3).method()).isEqualTo("Lucas-Lehmer");
      assertThat(all.get(2).error()).isEqualTo("a number is missing");
      assertThat(all.get(4).error()).contains("'f' does not belong here");
      assertThat(all.get(7).error()).isNotNull();
    }
    assertThat(client.submitAll(Stream.empty())).isEmpty();
  }

  @Test
  void resultsComeWhileTheSourceWaits() {
    BlockingQueue<String> source = new LinkedBlockingQueue<>();
    Stream<String> numbers =
        Stream.generate(() -> take(source)).takeWhile(number -> !number.equals("end"));
    source.add("97");
    Iterator<NumberResult> results = client.submitAll(numbers).iterator();
    assertThat(results.next().verdict()).isEqualTo(Verdict.PRIME);
    source.add("91");
    assertThat(results.next().verdict()).isEqualTo(Verdict.COMPOSITE);
    source.add("end");
    assertThat(results.hasNext()).isFalse();
  }

  private static String take(BlockingQueue<String> source) {
    try {
      return source.take();
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void whoClosesItCancelsIt() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    Stream<String> endless = Stream.generate(() -> SLOW).onClose(() -> closed.set(true));
    try (Stream<NumberResult> results = client.submitAll("left", endless)) {
      assertThat(results.iterator().next().verdict()).isEqualTo(Verdict.COMPOSITE);
      BatchInfo batch = client.batch("left");
      assertThat(batch.fed()).isPositive();
      assertThat(batch.isComplete()).isFalse();
    }
    assertThat(closed).isTrue();
    await().until(() -> state("left") == JobState.CANCELLED);
  }

  private static JobState state(String id) {
    return requireNonNull(cluster.node(0).jobs().get(id)).state();
  }

  @Test
  void oneThatIsCancelledEndsForItsReaderToo() throws Exception {
    Stream<String> endless = Stream.generate(() -> SLOW);
    try (Stream<NumberResult> results = client.submitAll("given-up", endless)) {
      Iterator<NumberResult> iterator = results.iterator();
      iterator.next();
      client.cancel("given-up");
      assertThatThrownBy(() -> iterator.forEachRemaining(result -> {}))
          .isInstanceOf(JobFailedException.class)
          .hasMessageContaining("cancelled");
    }
  }

  @Test
  void aNumberWithoutAnAnswerIsToldAndThoseBehindItToo() throws Exception {
    BlockingQueue<String> source = new LinkedBlockingQueue<>();
    Stream<String> numbers =
        Stream.generate(() -> take(source)).takeWhile(number -> !number.equals("end"));
    source.add("97");
    try (Stream<NumberResult> results = client.submitAll("unanswered", numbers)) {
      Iterator<NumberResult> iterator = results.iterator();
      assertThat(iterator.next().verdict()).isEqualTo(Verdict.PRIME);
      source.addAll(List.of("10^60000+7", "91", "end"));
      Thread poisoner = new Thread(ThinBatchesTest::failWhenAllIsFed);
      poisoner.start();
      assertThat(iterator.next().error()).isEqualTo("no answer: poison: it took three");
      assertThat(iterator.next().verdict()).isEqualTo(Verdict.COMPOSITE);
      assertThat(iterator.hasNext()).isFalse();
      poisoner.join();
    }
  }

  /** With the slow number the last one that is open: so the batch ends with it. */
  private static void failWhenAllIsFed() {
    JobStore jobs = cluster.node(0).jobs();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              Job last = jobs.get(PartIds.of("unanswered", 2));
              if (last == null
                  || last.state() != JobState.DONE
                  || !client.batch("unanswered").isComplete()) {
                return false;
              }
              Job slow = requireNonNull(jobs.get(PartIds.of("unanswered", 1)));
              String why = "poison: it took three";
              Failed event = new Failed(slow.owner(), slow.attempt(), why, "n", 1);
              return jobs.apply(slow.id(), event).join().isApplied();
            });
  }

  @Test
  void aSourceThatBreaksIsTold() {
    Stream<String> broken =
        Stream.concat(
            Stream.of("7"),
            Stream.generate(
                () -> {
                  throw new IllegalStateException("no more");
                }));
    Iterator<NumberResult> results = client.submitAll(broken).iterator();
    assertThat(results.next().verdict()).isEqualTo(Verdict.PRIME);
    assertThatThrownBy(results::hasNext).hasRootCauseMessage("no more");
  }

  @Test
  void aNodeDiesInTheMiddle() {
    int count = 150_000;
    AtomicInteger taken = new AtomicInteger();
    List<String> addresses = new ArrayList<>();
    try (LocalCluster mortal = LocalCluster.of(3)) {
      mortal.nodes().forEach(node -> addresses.add(thin(node)));
      GridNode victim = mortal.node(1);
      try (PrimesClient there = PrimesClient.connect(addresses.get(1));
          Stream<NumberResult> results =
              there.submitAll(
                  "mortal",
                  IntStream.range(0, count)
                      .mapToObj(
                          i -> {
                            taken.incrementAndGet();
                            return String.valueOf(number(i));
                          }))) {
        int read = 0;
        for (Iterator<NumberResult> i = results.iterator(); i.hasNext(); read++) {
          NumberResult result = i.next();
          assertThat(result.line()).isEqualTo(read + 1);
          assertThat(result.number()).isEqualTo(String.valueOf(number(read)));
          boolean prime = BigInteger.valueOf(number(read)).isProbablePrime(20);
          assertThat(result.verdict()).isEqualTo(prime ? Verdict.PRIME : Verdict.COMPOSITE);
          assertThat(taken.get() - read).as("ahead").isLessThan(100_000);
          if (read == 20_000) {
            LocalCluster.fail(victim);
          }
        }
        assertThat(read).isEqualTo(count);
      }
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions() // of a node that goes with the other, as it may on a slow machine
          .until(
              () ->
                  mortal.nodes().stream()
                      .filter(node -> Ignition.state(node.ignite().name()) == IgniteState.STARTED)
                      .noneMatch(node -> node.jobs().has(PartIds.of("mortal", 0))));
    }
  }

  /** Odd numbers of some 60 bits. */
  private static long number(int i) {
    return (1L << 60) + 2L * i + 1;
  }

  @Test
  void senselessMessagesAreRefused() {
    PrimesService service =
        cluster
            .node(0)
            .ignite()
            .services()
            .serviceProxy(PrimesService.NAME, PrimesService.class, false);
    assertThat(service.feed("bad id", 1, "7\n", true).status()).isEqualTo(Reply.Status.BAD_REQUEST);
    assertThat(service.feed("gap", 5, "7\n", true).status()).isEqualTo(Reply.Status.CONFLICT);
    assertThat(service.results("nobody", 1, 0).status()).isEqualTo(Reply.Status.NOT_FOUND);
    assertThat(service.feed("short", 1, "7\n9\n", false).batch())
        .satisfies(batch -> assertThat(requireNonNull(batch).fed()).isEqualTo(2));
    assertThat(service.feed("short", 1, "7\n9\n", false).status()).isEqualTo(Reply.Status.OK);
  }
}
