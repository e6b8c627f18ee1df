package sellaprime.grid.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.Samples;

class BalancerTest {
  private final InMemoryLoads table = new InMemoryLoads();
  private final LiveTesters live = new LiveTesters(table, node -> true);
  private final Balancer balancer = new Balancer(table, live);

  private String pick(long nanos) {
    return balancer.pick(nanos, false).tester();
  }

  private static TesterLoad row(String tester, int workers, long queuedNanos, double slowness) {
    return new TesterLoad(
        tester,
        tester,
        tester,
        workers,
        false,
        0,
        new long[] {queuedNanos, 0, 0},
        slowness,
        new String[0],
        true,
        1);
  }

  @Test
  void withoutTestersThereIsNobodyToPick() {
    assertThatThrownBy(() -> pick(1)).isInstanceOf(NoTesterException.class);
    assertThat(balancer.pickOtherThan("a", 1, false)).isNull();
  }

  @Test
  void picksByExpectedTimeNotByCount() {
    table.publish(row("a", 1, 1_000_000, 1));
    table.publish(row("b", 1, 2_000_000, 1));
    assertThat(pick(10)).isEqualTo("a");
  }

  @Test
  void workersAndSpeedCount() {
    table.publish(row("few", 1, 1_000_000, 1));
    table.publish(row("many", 4, 2_000_000, 1));
    assertThat(pick(10)).isEqualTo("many");
    table.publish(row("many", 4, 2_000_000, 10));
    assertThat(pick(10)).isEqualTo("few");
  }

  @Test
  void equalsTakeTurns() {
    for (String tester : List.of("a", "b", "c")) {
      table.publish(row(tester, 2, 0, 1));
    }
    List<String> picked = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      picked.add(pick(0));
    }
    for (String tester : List.of("a", "b", "c")) {
      assertThat(Collections.frequency(picked, tester)).isEqualTo(100);
    }
  }

  @Test
  void whatWasSentCountsUntilTheNextRow() {
    table.publish(row("a", 1, 0, 1));
    table.publish(row("b", 1, 500, 1));
    assertThat(pick(1000)).isEqualTo("a");
    assertThat(pick(1000)).isEqualTo("b");
    assertThat(pick(1000)).isEqualTo("a");
    table.publish(row("a", 1, 0, 1)); // it has done it all
    assertThat(pick(1000)).isEqualTo("a");
  }

  @Test
  void sharesABurstInProportionToSpeed() {
    table.publish(row("slow", 1, 0, 3));
    table.publish(row("fast", 1, 0, 1));
    List<String> picked = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      picked.add(pick(1000));
    }
    assertThat(Collections.frequency(picked, "fast")).isBetween(298, 302);
  }

  @Test
  void leavingTestersAreNotPicked() {
    table.publish(Samples.row("a#1", true, 0, 1));
    table.publish(Samples.row("b#1", false, 1_000_000_000, 1));
    assertThat(pick(10)).isEqualTo("b#1");
  }

  @Test
  void picksAnotherIfAskedTo() {
    table.publish(row("a", 1, 0, 1));
    assertThat(balancer.pickOtherThan("a", 10, false)).isNull();
    table.publish(row("b", 1, 1_000_000, 1));
    TesterLoad other = balancer.pickOtherThan("a", 10, false);
    assertThat(other).isNotNull().extracting(TesterLoad::tester).isEqualTo("b");
  }

  @Test
  void jobsOfImmenseCostDoNotOverflow() {
    table.publish(row("a", 1, 0, 1));
    table.publish(row("b", 1, 0, 1));
    List<String> picked = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      picked.add(pick(Long.MAX_VALUE));
    }
    assertThat(Collections.frequency(picked, "a")).isEqualTo(5);
  }
}
