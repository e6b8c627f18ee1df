package sellaprime.grid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.Gate;
import sellaprime.testkit.LocalCluster;

/** Keepers, and testers that keep no jobs, all in this JVM. */
@Timeout(240)
class RolesTest {
  private static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);

  private final LocalCluster keepers = new LocalCluster();
  private final List<TesterNode> testers = new ArrayList<>();

  @AfterEach
  void stop() {
    testers.forEach(TesterNode::close);
    keepers.close();
  }

  private TesterNode tester(NumberTest test) {
    GridSettings settings =
        keepers.settings("tester" + System.identityHashCode(this) + testers.size());
    TesterNode node = TesterNode.start(settings, null, test, Clock.systemUTC());
    testers.add(node);
    return node;
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(10));
  }

  private void submit(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      keepers
          .node(0)
          .gateway()
          .submit(prefix + i, new NumberQuestion("2^127-" + (1 + 2 * i), 0, false))
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
    String node = tester.ignite().cluster().localNode().id().toString();
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
      answered += outcome != null && outcome.node().equals(tester.name()) ? 1 : 0;
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

    ((TcpDiscoverySpi) ((IgniteEx) doomed.ignite()).configuration().getDiscoverySpi())
        .simulateNodeFailure();

    patiently().until(() -> ownedBy(doomed, "j", 60) == 0);
    held.open();
    awaitAllDone(keepers.node(1), "j", 60);
    submit("k", 40);
    awaitAllDone(keepers.node(1), "k", 40);
    assertThat(ownedBy(other, "k", 40)).isPositive();
  }

  @Test
  void testersGoOnWhenAKeeperDies() {
    Gate held = new Gate();
    keepers.start(held.test());
    GridNode doomed = keepers.start(held.test());
    TesterNode tester = tester(held.test());
    submit("j", 60);
    assertThat(ownedBy(tester, "j", 60)).isPositive();

    LocalCluster.fail(doomed);

    held.open();
    awaitAllDone(keepers.node(0), "j", 60);
    submit("k", 40);
    awaitAllDone(keepers.node(0), "k", 40);
    assertThat(ownedBy(tester, "k", 40)).isPositive();
  }

  @Test
  void aTesterThatLeavesHandsItsQueueOver() {
    Gate held = new Gate();
    keepers.start(held.test());
    TesterNode leaver = tester(held.test());
    submit("j", 60);
    assertThat(ownedBy(leaver, "j", 60)).isPositive();

    leaver.leave(Duration.ZERO);

    assertThat(ownedBy(leaver, "j", 60)).isZero();
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
    patiently()
        .until(
            () ->
                keeper.jobs().unfinished().size() == 0
                    && keeper.cluster().nodes().get(0).queued() == 0);
    patiently().until(() -> tester.unfinished() == 0);
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
