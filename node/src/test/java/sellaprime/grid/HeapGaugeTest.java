package sellaprime.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeapGaugeTest {
  private double live = 0.5;
  private double afterCollection;
  private int collections;
  private long now = 17;
  private final HeapGauge gauge = new HeapGauge(() -> afterCollection, this::collect, () -> now);

  private void collect() {
    collections++;
    afterCollection = live;
  }

  private void pass(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void aFullHeapIsLookedAtAgainWhenTheReadingIsOld() {
    live = 0.91;
    collect();
    assertThat(gauge.used()).isEqualTo(0.91);
    live = 0.3; // the load has gone, and nothing makes the JVM collect
    pass(4);
    assertThat(gauge.used()).as("a fresh reading stands").isEqualTo(0.91);
    pass(2);
    assertThat(gauge.used()).isEqualTo(0.3);
    assertThat(collections).isEqualTo(2);
  }

  @Test
  void notMoreThanOnceAMinute() {
    live = 0.95;
    collect();
    for (int second = 0; second < 600; second++) {
      assertThat(gauge.used()).isEqualTo(0.95);
      pass(1);
    }
    assertThat(collections).isBetween(10, 11);
  }

  @Test
  void aReadingThatChangesIsFresh() {
    for (int step = 0; step < 100; step++) {
      live = 0.91 + 0.0001 * step;
      afterCollection = live;
      assertThat(gauge.used()).isEqualTo(live);
      pass(4);
    }
    assertThat(collections).isZero();
  }

  @Test
  void whileThereIsRoomNothingIsCollected() {
    live = 0.89;
    collect();
    for (int minute = 0; minute < 10; minute++) {
      assertThat(gauge.used()).isEqualTo(0.89);
      pass(60);
    }
    assertThat(collections).isEqualTo(1);
  }

  @Test
  void aRealHeapTellsAfterACollection() {
    System.gc();
    assertThat(new HeapGauge().used()).isBetween(0.0, 1.0).isPositive();
  }
}
