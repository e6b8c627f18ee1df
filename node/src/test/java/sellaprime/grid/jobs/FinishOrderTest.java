package sellaprime.grid.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FinishOrderTest {
  private final FinishOrder order = new FinishOrder();

  private List<String> takeOldest(int most) {
    return order.takeOldest(most, Long.MAX_VALUE);
  }

  private List<String> all() {
    List<String> ids = new ArrayList<>();
    for (List<String> some = takeOldest(7); !some.isEmpty(); some = takeOldest(7)) {
      ids.addAll(some);
    }
    return ids;
  }

  @Test
  void theOldestComesFirstInWhateverOrderTheyWereNoted() {
    order.add("c", 35_000);
    order.add("a", 1_000);
    order.add("b".repeat(128), 12_000);
    order.add("a2", 9_999);
    assertThat(order.size()).isEqualTo(4);
    assertThat(all()).containsExactly("a", "a2", "b".repeat(128), "c");
    assertThat(order.size()).isZero();
  }

  @Test
  void noMoreAreTakenThanAskedForAndTheOthersStay() {
    order.add("a", 1_000);
    order.add("b", 2_000);
    order.add("c", 3_000);
    order.add("d", 35_000);
    assertThat(takeOldest(2)).containsExactly("a", "b");
    assertThat(order.size()).isEqualTo(2);
    order.add("e", 4_000);
    assertThat(order.all()).containsExactly("c", "e", "d");
    assertThat(order.newest(null, 9).ids()).containsExactly("d", "e", "c");
    assertThat(takeOldest(9)).as("a span at most").containsExactly("c", "e");
    assertThat(takeOldest(9)).containsExactly("d");
    assertThat(takeOldest(9)).isEmpty();
  }

  @Test
  void whatEndedLaterThanAskedForStays() {
    order.add("a", 1_000);
    order.add("b", 12_000);
    assertThat(order.takeOldest(9, 9_000)).isEmpty();
    assertThat(order.takeOldest(9, 15_000)).containsExactly("a");
    assertThat(order.takeOldest(9, 15_000)).isEmpty();
    assertThat(order.takeOldest(9, 20_000)).containsExactly("b");
  }

  /** Against a plain list. */
  @Test
  void itIsTheSameAsAList() {
    Random random = new Random(20261123);
    List<String> plain = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      if (random.nextInt(3) > 0) {
        String id = "x".repeat(1 + random.nextInt(127)) + random.nextInt(10);
        order.add(id, step);
        plain.add(id);
      } else {
        List<String> taken = takeOldest(1 + random.nextInt(5));
        List<String> head = plain.subList(0, taken.size());
        assertThat(taken).isEqualTo(head);
        head.clear();
      }
      assertThat(order.size()).isEqualTo(plain.size());
    }
    assertThat(order.all()).isEqualTo(plain);
  }

  @Test
  void forgetsWhatIsOldAndWhatIsTooMuch() {
    for (int i = 0; i < 100; i++) {
      order.add("j" + i, i * 1_000L);
    }
    order.forgetBefore(20_000);
    assertThat(order.size()).isEqualTo(80);
    order.trim(45);
    assertThat(order.size()).as("whole spans, and no less than asked for").isEqualTo(50);
    assertThat(all()).startsWith("j50").endsWith("j99");
  }

  @Test
  void theNewestAreShownPageByPage() {
    order.add("a", 1_000);
    order.add("b", 2_000);
    order.add("c", 35_000);
    order.add("d", 36_000);
    order.add("e", 37_000);
    FinishedIds first = order.newest(null, 2);
    assertThat(first.ids()).containsExactly("e", "d");
    order.add("f", 38_000); // no place changes
    FinishedIds second = order.newest(first.next(), 2);
    assertThat(second.ids()).containsExactly("c", "b");
    FinishedIds third = order.newest(second.next(), 2);
    assertThat(third).isEqualTo(new FinishedIds(List.of("a"), null));
    assertThat(order.newest(null, 6).ids()).containsExactly("f", "e", "d", "c", "b", "a");
    takeOldest(9);
    assertThat(order.newest(second.next(), 2)).isEqualTo(FinishedIds.NONE);
    assertThat(order.newest(new FinishedIds.Place(Long.MAX_VALUE, -7), 1).ids())
        .containsExactly("f");
  }
}
