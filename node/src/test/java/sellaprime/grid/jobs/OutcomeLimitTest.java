package sellaprime.grid.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sellaprime.testkit.ManualClock;

class OutcomeLimitTest {
  private final Set<String> kept = new LinkedHashSet<>();
  private final List<Integer> batches = new ArrayList<>();
  private final FinishOrder order = new FinishOrder();
  private final ManualClock clock = new ManualClock();
  private boolean oldest = true;
  private DoubleSupplier memory = () -> 0;
  private final OutcomeLimit limit =
      new OutcomeLimit(
          new OutcomeLimit.Outcomes() {
            @Override
            public long count() {
              return kept.size();
            }

            @Override
            public void forget(List<String> ids) {
              batches.add(ids.size());
              kept.removeAll(Set.copyOf(ids));
            }
          },
          order,
          1000,
          Duration.ofHours(1),
          () -> oldest,
          () -> memory.getAsDouble(),
          clock);

  private void end(int count) {
    for (int i = 0; i < count; i++) {
      String id = "j" + kept.size() + "@" + clock.millis();
      kept.add(id);
      order.add(id, clock.millis());
    }
  }

  @AfterEach
  void close() {
    limit.close();
    limit.close();
  }

  @Test
  void withinTheBoundNothingGoes() {
    end(1000);
    limit.look();
    assertThat(kept).hasSize(1000);
  }

  @Test
  void theOldestGoInBatches() {
    end(100);
    String first = kept.iterator().next();
    clock.advance(Duration.ofMinutes(1));
    end(2100);
    limit.look();
    assertThat(kept).hasSize(1000).doesNotContain(first);
    assertThat(batches).allMatch(size -> size <= 512);
    assertThat(order.size()).isEqualTo(1000);
  }

  @Test
  void crowdedMemoryMakesATwentiethGoAsLongAsThatHelps() {
    memory = () -> 0.5 + 0.00032 * kept.size(); // 0.82 with all of them
    end(1000);
    clock.advance(Duration.ofMinutes(11));
    look(1);
    assertThat(kept).hasSize(950);
    look(10);
    assertThat(kept).as("that is 0.8 and no more").hasSize(902);
  }

  @Test
  void ifThatMakesNoRoomTheyStay() {
    memory = () -> 0.85;
    end(1000);
    clock.advance(Duration.ofMinutes(11));
    look(10 * Relief.REST_LOOKS);
    assertThat(kept).hasSize(950);
    memory = () -> 0.87;
    look(10 * Relief.REST_LOOKS);
    assertThat(kept).as("tried again when it is fuller").hasSize(902);
    memory = () -> 0.5;
    look(1);
    memory = () -> 0.81;
    look(Relief.REST_LOOKS);
    assertThat(kept).as("and when it was calm").hasSize(856);
    assertThat(kept).contains("j999@1000000");
  }

  @Test
  void memoryThatFallsForOtherReasonsIsNoProofOfHelp() {
    AtomicInteger asked = new AtomicInteger();
    memory = () -> 0.95 - 0.0001 * asked.getAndIncrement();
    end(1000);
    clock.advance(Duration.ofMinutes(11));
    look(Relief.REST_LOOKS);
    assertThat(kept).hasSize(950);
  }

  @Test
  void whatIsFreshStaysHoweverCrowdedItIs() {
    memory = () -> 0.99;
    end(100);
    clock.advance(Duration.ofMinutes(9));
    look(100);
    assertThat(kept).hasSize(100);
    clock.advance(Duration.ofMinutes(2));
    end(100);
    look(1);
    assertThat(kept).hasSize(190);
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      limit.look();
    }
  }

  @Test
  void onlyTheOldestNodeRemovesAndTheOthersForgetTheOrder() {
    oldest = false;
    for (int minute = 0; minute < 30; minute++) {
      end(100);
      clock.advance(Duration.ofMinutes(1));
    }
    limit.look();
    assertThat(kept).hasSize(3000);
    assertThat(order.size()).isEqualTo(1000);
    oldest = true;
    limit.look();
    assertThat(order.size()).as("what it does not know goes when its time is over").isZero();
  }

  @Test
  void whatHasExpiredIsForgotten() {
    end(10);
    clock.advance(Duration.ofMinutes(61));
    limit.look();
    assertThat(order.size()).isZero();
  }
}
