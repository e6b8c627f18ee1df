package sellaprime.grid.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.gateway.RefusedException.Reason;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.Samples;

class AdmissionTest {
  private final InMemoryJobStore store = new InMemoryJobStore();
  private final InMemoryLoads table = new InMemoryLoads();
  private final AtomicReference<Double> memory = new AtomicReference<>(0.5);
  private final Admission admission =
      new Admission(
          3, store.unfinished(), new LiveTesters(table, node -> true), () -> memory.get());

  private void accept(String id) {
    admission.enter();
    store.apply(id, Samples.submitted(id, "7", "a#1")).join();
    admission.leave();
  }

  private RefusedException refusal() {
    AtomicReference<RefusedException> refusal = new AtomicReference<>();
    assertThatThrownBy(admission::enter)
        .isInstanceOfSatisfying(RefusedException.class, refusal::set);
    return requireNonNull(refusal.get());
  }

  @Test
  void withoutATesterNothingIsAdmitted() {
    assertThat(refusal().reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(refusal().retryAfterSeconds()).isPositive();
  }

  @Test
  void theBoundGrowsWithTheTesters() {
    table.publish(Samples.idle("a#1", 1));
    for (int i = 0; i < 3; i++) {
      accept("j" + i);
    }
    assertThat(refusal().reason()).isEqualTo(Reason.OVERLOADED);
    table.publish(Samples.idle("b#1", 1));
    accept("j3");
  }

  @Test
  void whatIsOverMakesRoom() {
    table.publish(Samples.idle("a#1", 1));
    for (int i = 0; i < 3; i++) {
      accept("j" + i);
    }
    store.apply("j0", Samples.prime("a")).join();
    accept("k");
  }

  @Test
  void whatIsOnTheWayCountsAndARefusalDoesNot() {
    table.publish(Samples.idle("a#1", 1));
    for (int i = 0; i < 3; i++) {
      admission.enter();
    }
    for (int i = 0; i < 10; i++) {
      assertThat(refusal().reason()).isEqualTo(Reason.OVERLOADED);
    }
    admission.leave();
    admission.enter();
  }

  @Test
  void fullMemoryRefuses() {
    table.publish(Samples.idle("a#1", 1));
    memory.set(0.95);
    for (int i = 0; i < 10; i++) {
      assertThat(refusal().reason()).isEqualTo(Reason.OVERLOADED);
    }
    memory.set(0.5);
    accept("j");
  }

  @Test
  void retryAfterGrowsWithTheWorkWithinBounds() {
    table.publish(Samples.row("a#1", false, 0, 1));
    for (int i = 0; i < 3; i++) {
      admission.enter();
    }
    assertThat(refusal().retryAfterSeconds()).isEqualTo(1);
    table.publish(Samples.row("a#1", false, 400_000_000_000L, 2)); // 200 s for two workers
    assertThat(refusal().retryAfterSeconds()).isEqualTo(20);
    table.publish(Samples.row("a#1", false, Long.MAX_VALUE, 3));
    assertThat(refusal().retryAfterSeconds()).isEqualTo(60);
  }
}
