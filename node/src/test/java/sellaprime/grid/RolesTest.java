package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.grid.RejoiningTester.Listeners;
import sellaprime.grid.data.Durable;
import sellaprime.grid.data.Durable.Sync;
import sellaprime.grid.merge.KnownPeers;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;
import sellaprime.metrics.NodeMetrics;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.Gate;
import sellaprime.testkit.LocalCluster;
import sellaprime.testkit.Scrape;

/** Keepers, and testers that keep no jobs, all in this JVM. */
@Timeout(240)
class RolesTest {
  private static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);

  private final LocalCluster keepers = new LocalCluster();
  private final List<TesterNode> testers = new ArrayList<>();
  private final NodeMetrics metrics = NodeMetrics.ofTester();
  private int numbers;

  @AfterEach
  void stop() {
    testers.forEach(TesterNode::close);
    keepers.close();
    metrics.close();
  }

  private TesterNode tester(NumberTest test) {
    return tester(test, keepers.settings("tester"));
  }

  private TesterNode tester(NumberTest test, GridSettings settings) {
    GridSettings named = named(settings);
    TesterNode node =
        TesterNode.start(
            named,
            null,
            limits -> test,
            new KnownPeers(named.join()),
            GridObserver.NONE,
            Clock.systemUTC());
    testers.add(node);
    return node;
  }

  /** Under a name that no other node in this JVM has. */
  private GridSettings named(GridSettings settings) {
    return keepers
        .settings("tester" + System.identityHashCode(this) + "-" + testers.size())
        .again(settings.join(), 0, null);
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(10));
  }

  private void submit(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      keepers
          .node(0)
          .gateway()
          .submit(prefix + i, new NumberQuestion("2^127-" + (1 + 2 * numbers++), 0, false))
          .orTimeout(60, TimeUnit.SECONDS)
          .join();
    }
  }

  private Job job(GridNode keeper, String id) {
    return requireNonNull(keeper.jobs().get(id), id);
  }

  private void awaitAllDone(GridNode keeper, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      String id = prefix + i;
      patiently().until(() -> job(keeper, id).state().isFinal());
      assertThat(job(keeper, id).state()).as(id).isEqualTo(JobState.DONE);
    }
    patiently().until(() -> keeper.jobs().unfinished().size() == 0);
  }

  private long ownedBy(TesterNode tester, String prefix, int count) {
    return ownedBy(tester.id(), prefix, count);
  }

  private long ownedBy(String node, String prefix, int count) {
    long owned = 0;
    for (int i = 0; i < count; i++) {
      owned += job(keepers.node(0), prefix + i).owner().startsWith(node) ? 1 : 0;
    }
    return owned;
  }

  private long answeredBy(TesterNode tester, String prefix, int count) {
    long answered = 0;
    for (int i = 0; i < count; i++) {
      Outcome outcome = job(keepers.node(0), prefix + i).outcome();
      answered += outcome != null && tester.name().equals(outcome.node()) ? 1 : 0;
    }
    return answered;
  }

  @Test
  void aTesterTakesWorkAndKeepsNoJobs() {
    Gate held = new Gate();
    keepers.start(held.test());
    TesterNode tester = tester(ENGINE);
    submit("j", 40);
    patiently().until(() -> answeredBy(tester, "j", 40) == ownedBy(tester, "j", 40));
    assertThat(answeredBy(tester, "j", 40)).isPositive();
    for (String name : List.of("jobs", "load")) {
      IgniteCache<?, ?> cache = tester.ignite().cache(name);
      assertThat(cache.localSize(CachePeekMode.ALL)).as(name).isZero();
    }
    held.open();
    awaitAllDone(keepers.node(0), "j", 40);
  }

  @Test
  void theJobsOfATesterThatDiesGoToOthers() {
    Gate held = new Gate();
    keepers.start(held.test());
    keepers.start(held.test());
    TesterNode doomed = tester(held.test());
    TesterNode other = tester(held.test());
    submit("j", 60);
    assertThat(ownedBy(doomed, "j", 60)).isPositive();

    discovery(doomed).simulateNodeFailure();

    patiently().until(() -> ownedBy(doomed.id(), "j", 60) == 0);
    submit("k", 40);
    assertThat(ownedBy(other, "k", 40)).isPositive();
    held.open();
    awaitAllDone(keepers.node(1), "j", 60);
    awaitAllDone(keepers.node(1), "k", 40);
  }

  private static TcpDiscoverySpi discovery(TesterNode tester) {
    return (TcpDiscoverySpi) tester.ignite().configuration().getDiscoverySpi();
  }

  @Test
  void aTesterGoesOverToAnotherKeeperWhenItsOwnDies() {
    Gate held = new Gate();
    keepers.start(held.test());
    GridNode doomed = keepers.start(held.test());
    GridSettings settings =
        keepers.settings().again(List.of("127.0.0.1:" + doomed.discoveryPort()), 0, null);
    TesterNode tester = tester(held.test(), settings);
    submit("j", 60);
    assertThat(ownedBy(tester, "j", 60)).isPositive();
    patiently().until(() -> discovery(tester).getIpFinder().getRegisteredAddresses().size() == 2);

    LocalCluster.fail(doomed);

    patiently().until(() -> keepers.node(0).cluster().nodes().size() == 2);
    submit("k", 40);
    assertThat(ownedBy(tester, "k", 40)).isPositive();
    held.open();
    awaitAllDone(keepers.node(0), "j", 60);
    awaitAllDone(keepers.node(0), "k", 40);
    assertThat(answeredBy(tester, "k", 40)).isPositive();
    assertThat(tester.isAtWork()).isTrue();
  }

  @Test
  void aTesterWaitsForAKeeperAndComesBackWhenAllWereGone() {
    GridSettings keeper = keepers.settings();
    int port = keeper.discoveryPorts().choose(keeper.host());
    GridSettings first = keeper.again(List.of(), port, null);
    List<String> news = new CopyOnWriteArrayList<>();
    GridSettings settings = named(keeper.again(List.of("127.0.0.1:" + port), 0, null));
    try (RejoiningTester tester =
        RejoiningTester.start(
            settings,
            null,
            limits -> ENGINE,
            new Listeners(metrics.observer(), metrics::showTester, news::add, () -> {}))) {
      patiently().until(() -> news.size() == 1);
      assertThat(news.get(0)).contains("127.0.0.1:" + port);
      assertThat(tester.isReady()).isFalse();

      GridNode gone = keepers.start(first, ENGINE);
      tester.awaitReady();
      assertThat(tester.isReady()).isTrue();

      gone.close();
      patiently().until(() -> !tester.isReady());
      Gate held = new Gate();
      GridNode back = keepers.start(keeper.again(List.of(), port, null), held.test());
      patiently().until(tester::isReady);
      for (int i = 0; i < 20; i++) {
        NumberQuestion question = new NumberQuestion("2^89-" + (1 + 2 * i), 0, false);
        back.gateway().submit("b" + i, question).orTimeout(60, TimeUnit.SECONDS).join();
      }
      TesterNode now = requireNonNull(tester.node());
      patiently()
          .until(
              () ->
                  IntStream.range(0, 20)
                      .mapToObj(i -> job(back, "b" + i).outcome())
                      .anyMatch(o -> o != null && now.name().equals(o.node())));
      Scrape told = Scrape.parse(metrics.text());
      assertThat(told.sum("sellaprime_ready")).isEqualTo(1);
      assertThat(told.sum("sellaprime_workers")).isEqualTo(2);
      assertThat(told.sum("sellaprime_job_test_seconds_count")).isPositive();
      assertThat(told.sum("sellaprime_jobs_total", "kind", "number")).isPositive();
      assertThat(told.sum("sellaprime_commit_changes_sum", "lane", "outcomes")).isPositive();
      assertThat(told.sampleNames()).doesNotContain("sellaprime_cluster_stored_jobs");
      held.open();
      awaitAllDone(back, "b", 20);
    }
  }

  @Test
  void aTesterWorksForKeepersThatHaveDirectories(@TempDir Path directory) {
    GridSettings durable = keepers.settings().withDurable(new Durable(directory, Sync.LOG));
    Gate held = new Gate();
    keepers.start(durable, held.test());
    TesterNode tester = tester(ENGINE);
    submit("d", 40);
    patiently().until(() -> answeredBy(tester, "d", 40) == ownedBy(tester, "d", 40));
    assertThat(answeredBy(tester, "d", 40)).isPositive();
    held.open();
    awaitAllDone(keepers.node(0), "d", 40);
  }

  @Test
  void aTesterThatLeavesHandsItsQueueOver() {
    Gate held = new Gate();
    keepers.start(held.test());
    TesterNode leaver = tester(held.test());
    submit("j", 60);
    assertThat(ownedBy(leaver, "j", 60)).isPositive();

    leaver.leave(Duration.ZERO);

    assertThat(ownedBy(leaver.id(), "j", 60)).isZero();
    held.open();
    awaitAllDone(keepers.node(0), "j", 60);
    for (int i = 0; i < 60; i++) {
      assertThat(job(keepers.node(0), "j" + i).setbacks()).isEmpty();
    }
  }

  @Test
  void aKeeperOverseesASaleAndTestersSearch() {
    GridNode keeper = keepers.start(ENGINE);
    for (int i = 0; i < 3; i++) {
      tester(ENGINE);
    }
    for (int i = 0; i < 4; i++) {
      SaleQuestion sale = new SaleQuestion(new PrimeSpec(512, 0, false, null, null), 3);
      keeper.gateway().submit("s" + i, sale).orTimeout(60, TimeUnit.SECONDS).join();
      String id = "s" + i;
      assertThat(job(keeper, id).owner())
          .startsWith(keeper.ignite().cluster().localNode().id().toString());
      patiently().until(() -> job(keeper, id).state() == JobState.DONE);
    }
  }

  @Test
  void aJobThatIsCancelledIsDroppedByItsTester() {
    Gate held = new Gate();
    GridNode keeper = keepers.start(held.test());
    TesterNode tester = tester(held.test());
    submit("j", 40);
    for (int i = 0; i < 40; i++) {
      keeper.gateway().cancel("j" + i).orTimeout(60, TimeUnit.SECONDS).join();
    }
    patiently().until(() -> keeper.jobs().unfinished().size() == 0);
    held.open(); // for those in hand; the others are dropped when their turn comes
    patiently().until(() -> tester.unfinished() == 0);
    assertThat(held.entered()).hasSizeLessThan(40);
    for (int i = 0; i < 40; i++) {
      assertThat(job(keeper, "j" + i).state()).isEqualTo(JobState.CANCELLED);
    }
  }

  @Test
  void theLastKeeperLeavesWhenItsTestersAreThrough() throws InterruptedException {
    Gate held = new Gate();
    GridNode keeper = keepers.start(held.test());
    TesterNode tester = tester(held.test());
    submit("j", 40);
    assertThat(ownedBy(tester, "j", 40)).isPositive();
    Set<String> done = ConcurrentHashMap.newKeySet();
    keeper
        .jobs()
        .onChange(
            job -> {
              if (job.state() == JobState.DONE) {
                done.add(job.id());
              }
            });
    Thread leaving = new Thread(() -> keeper.leave(Duration.ofMinutes(2)));
    leaving.start();
    patiently()
        .until(() -> keeper.cluster().nodes().stream().anyMatch(n -> n.state().equals("leaving")));
    held.open();
    leaving.join(120_000);
    assertThat(leaving.isAlive()).isFalse();
    assertThat(done).hasSize(40);
  }
}
