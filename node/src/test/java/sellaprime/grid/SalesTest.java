package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.gateway.RefusedException;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.FoundPrime;
import sellaprime.job.FoundPrimes;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.PartIds;
import sellaprime.job.PrimeSpec;
import sellaprime.job.Question;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.LocalCluster;

/** Primes for sale, on real nodes. */
@Timeout(240)
class SalesTest {
  private static final int BOUND = 100;

  private @Nullable LocalCluster opened;

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private LocalCluster cluster(int nodes) {
    opened = LocalCluster.of(nodes);
    return opened;
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(5));
  }

  private static void submit(GridNode node, String id, SaleQuestion sale) {
    node.gateway().submit(id, sale).orTimeout(45, TimeUnit.SECONDS).join();
  }

  private static Job job(GridNode node, String id) {
    return requireNonNull(node.jobs().get(id), id);
  }

  private static List<Job> parts(GridNode node, String id) {
    return IntStream.iterate(0, n -> node.jobs().get(PartIds.of(id, n)) != null, n -> n + 1)
        .mapToObj(n -> job(node, PartIds.of(id, n)))
        .toList();
  }

  private static boolean hasNoParts(GridNode node, String id) {
    return IntStream.range(0, 1000).noneMatch(n -> node.jobs().has(PartIds.of(id, n)));
  }

  private static List<FoundPrime> sold(GridNode node, String id) {
    patiently().until(() -> job(node, id).state().isFinal());
    Job job = job(node, id);
    assertThat(job.state()).isEqualTo(JobState.DONE);
    return FoundPrimes.parse(requireNonNull(requireNonNull(requireNonNull(job.outcome()).result())))
        .primes();
  }

  @Test
  void everyNodeHasThePrimesAndNothingIsLeftOver() {
    LocalCluster cluster = cluster(2);
    submit(cluster.node(0), "s", new SaleQuestion(new PrimeSpec(768, 0, true, null, null), 3));
    for (GridNode node : cluster.nodes()) {
      assertThat(sold(node, "s"))
          .hasSize(3)
          .isEqualTo(sold(cluster.node(0), "s"))
          .allSatisfy(
              found -> {
                BigInteger p = new BigInteger(found.prime());
                assertThat(p.bitLength()).isEqualTo(768);
                assertThat(p.isProbablePrime(20)).isTrue();
                assertThat(p.shiftRight(1).isProbablePrime(20)).isTrue();
              });
      patiently().until(() -> node.jobs().unfinished().size() == 0);
      patiently().until(() -> hasNoParts(node, "s"));
    }
  }

  @Test
  void aSaleThatIsCancelledTakesItsPiecesWithIt() {
    LocalCluster cluster = cluster(2);
    SaleQuestion hours = new SaleQuestion(new PrimeSpec(8192, 0, true, null, null), 1);
    submit(cluster.node(0), "long", hours);
    patiently().until(() -> parts(cluster.node(1), "long").size() >= 4);
    cluster.node(1).gateway().cancel("long").orTimeout(45, TimeUnit.SECONDS).join();
    for (GridNode node : cluster.nodes()) {
      patiently().until(() -> node.jobs().unfinished().size() == 0);
      patiently().until(() -> hasNoParts(node, "long"));
      patiently().until(() -> requireNonNull(node.tester()).unfinished() == 0);
    }
  }

  @Test
  void theDeathOfWhoOverseesItLosesNoPieceThatWasThrough() {
    LocalCluster cluster = cluster(3);
    submit(cluster.node(0), "s", new SaleQuestion(new PrimeSpec(1024, 0, true, null, null), 40));
    GridNode overseer =
        cluster.nodes().stream()
            .filter(node -> requireNonNull(node.tester()).id().equals(job(node, "s").owner()))
            .findFirst()
            .orElseThrow();
    List<GridNode> others = cluster.nodes().stream().filter(n -> n != overseer).toList();
    patiently()
        .until(
            () ->
                parts(others.get(0), "s").stream().anyMatch(p -> p.state() == JobState.DONE)
                    || job(others.get(0), "s").state().isFinal());
    List<Job> through =
        parts(others.get(0), "s").stream().filter(p -> p.state() == JobState.DONE).toList();

    LocalCluster.fail(overseer);

    List<FoundPrime> sold = sold(others.get(0), "s");
    assertThat(sold).hasSize(40).doesNotHaveDuplicates();
    assertThat(sold)
        .allSatisfy(
            found -> assertThat(new BigInteger(found.prime()).isProbablePrime(20)).isTrue());
    List<FoundPrime> before =
        through.stream()
            .flatMap(
                part ->
                    FoundPrimes.parse(requireNonNull(requireNonNull(part.outcome()).result()))
                        .primes()
                        .stream())
            .toList();
    assertThat(sold).as("what was found before counts").containsAnyElementsOf(before);
    for (GridNode node : others) {
      patiently().until(() -> node.jobs().unfinished().size() == 0);
    }
  }

  @Test
  void anOrderIsLetInForWhatItCostsAndTheLongestIsTakenOnByAnIdleGrid() {
    LocalCluster cluster = new LocalCluster();
    opened = cluster;
    GridNode node = cluster.start();
    SaleQuestion days = new SaleQuestion(new PrimeSpec(8192, 0, true, null, null), 300);
    submit(node, "days", days);
    assertThat(job(node, "days").expectedNanos()).isGreaterThan(TimeUnit.HOURS.toNanos(24));
    assertThatThrownBy(() -> submit(node, "days-2", days))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.getMessage()).contains("is waiting"));
    submit(node, "small", new SaleQuestion(new PrimeSpec(256, 0, false, null, null), 1));
    sold(node, "small");
    node.gateway().cancel("days").orTimeout(45, TimeUnit.SECONDS).join();
  }

  @Test
  void aFloodOfOrdersLeavesRoomForOthers() {
    LocalCluster cluster = new LocalCluster();
    opened = cluster;
    GridSettings usual = cluster.settings();
    GridNode node =
        cluster.start(
            usual.withBounds(BOUND, usual.maxWork(), usual.maxOutcomes()),
            NumberTest.primality(InputLimits.DEFAULT));
    SaleQuestion seconds = new SaleQuestion(new PrimeSpec(2048, 0, true, null, null), 2);
    List<String> accepted = new ArrayList<>();
    while (true) {
      String id = "flood-" + accepted.size();
      try {
        node.gateway().submit(1, id, seconds).orTimeout(45, TimeUnit.SECONDS).join();
        accepted.add(id);
      } catch (RefusedException e) {
        break;
      }
    }
    for (int i = 0; i < 5; i++) {
      assertThat(node.jobs().unfinished().size()).isLessThanOrEqualTo(BOUND);
      node.gateway()
          .submit(2, "other-" + i, Question.of("10^40+" + (2 * i + 1)))
          .orTimeout(45, TimeUnit.SECONDS)
          .join();
      String id = "other-" + i;
      patiently().until(() -> job(node, id).state().isFinal());
    }
    patiently() // turn by turn, somebody is served
        .until(
            () ->
                node.jobs().unfinished().all().stream().anyMatch(a -> PartIds.isPart(a.id()))
                    || accepted.stream().allMatch(id -> job(node, id).state().isFinal()));
    accepted.forEach(id -> node.gateway().cancel(id).orTimeout(45, TimeUnit.SECONDS).join());
    patiently().until(() -> node.jobs().unfinished().size() == 0);
  }
}
