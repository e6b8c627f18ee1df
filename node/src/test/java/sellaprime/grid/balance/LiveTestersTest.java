package sellaprime.grid.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.Samples;

class LiveTestersTest {
  private final InMemoryLoads table = new InMemoryLoads();
  private final Set<String> nodes = new HashSet<>(List.of("a", "b"));
  private final LiveTesters live = new LiveTesters(table, nodes::contains);

  @Test
  void aTesterWithoutARowIsNotAlive() {
    assertThat(live.isLive("a#1")).isFalse();
    assertThat(live.open()).isEmpty();
  }

  @Test
  void aTesterWithARowOnALivingNodeIs() {
    table.publish(Samples.idle("a#1", 1));
    assertThat(live.isLive("a#1")).isTrue();
    assertThat(live.open()).extracting(TesterLoad::tester).containsExactly("a#1");
  }

  @Test
  void itDiesWithItsNodeAtOnce() {
    table.publish(Samples.idle("a#1", 1));
    nodes.remove("a");
    assertThat(live.isLive("a#1")).isFalse();
    assertThat(live.open()).isEmpty();
  }

  @Test
  void aLeavingTesterIsAliveButTakesNoWork() {
    table.publish(Samples.row("a#1", true, 0, 1));
    assertThat(live.isLive("a#1")).isTrue();
    assertThat(live.open()).isEmpty();
  }

  @Test
  void aSilentTesterIsTakenForDeadAndForLivingWhenItSpeaksAgain() {
    table.publish(Samples.idle("a#1", 1));
    table.publish(Samples.idle("b#1", 1));
    live.tick();
    for (int i = 0; i < LiveTesters.MAX_MISSED; i++) {
      assertThat(live.isLive("a#1")).as("after %s ticks", i).isTrue();
      table.publish(Samples.idle("b#1", i + 2));
      live.tick();
    }
    assertThat(live.isLive("a#1")).isFalse();
    assertThat(live.isLive("b#1")).isTrue();

    table.publish(Samples.idle("a#1", 2));
    live.tick();
    assertThat(live.isLive("a#1")).isTrue();
  }

  @Test
  void aRemovedTesterIsForgotten() {
    table.publish(Samples.idle("a#1", 1));
    for (int i = 0; i <= LiveTesters.MAX_MISSED; i++) {
      live.tick();
    }
    assertThat(live.isLive("a#1")).isFalse();
    table.remove("a#1");
    live.tick();
    table.publish(Samples.idle("a#1", 1));
    assertThat(live.isLive("a#1")).isTrue();
  }
}
