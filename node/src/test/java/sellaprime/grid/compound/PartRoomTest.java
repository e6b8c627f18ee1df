package sellaprime.grid.compound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartRoomTest {
  private static final long ANN = 1;
  private static final long BOB = 2;

  /** Those for whom there is plenty. */
  private final Set<Long> rich = new HashSet<>();

  private final PartRoom room = new PartRoom(rich::contains, () -> 4); // five at a time

  @Test
  void aloneItHasAsManyAsKeepTheWorkersBusy() {
    int parts = 0;
    while (room.takes("a", ANN, parts)) {
      parts++;
    }
    assertThat(parts).isEqualTo(5);
    assertThat(room.next()).as("no room").isNull();
    room.noteParts("a", 4);
    assertThat(room.next()).isEqualTo("a");
  }

  @Test
  void whoWaitsGetsItsTurn() {
    for (int parts = 0; parts < 5; parts++) {
      assertThat(room.takes("a", ANN, parts)).isTrue();
    }
    assertThat(room.takes("b", ANN, 0)).isFalse();
    assertThat(room.takes("c", ANN, 0)).isFalse();
    assertThat(room.takes("a", ANN, 4)).as("behind those who wait").isFalse();
    assertThat(room.next()).isEqualTo("b");
    assertThat(room.takes("c", ANN, 0)).as("not yet").isFalse();
    assertThat(room.takes("b", ANN, 0)).isTrue();
    assertThat(room.next()).as("full again").isNull();
    room.leave("a");
    assertThat(room.next()).isEqualTo("c");
  }

  @Test
  void whereThereIsPlentyNobodyWaitsAndNobodyIsCounted() {
    rich.add(BOB);
    for (int parts = 0; parts < 100; parts++) {
      assertThat(room.takes("b", BOB, parts)).isTrue();
    }
    for (int parts = 0; parts < 5; parts++) {
      assertThat(room.takes("a", ANN, parts)).isTrue();
    }
    assertThat(room.takes("a", ANN, 5)).isFalse();
    rich.clear();
    assertThat(room.takes("b", BOB, 100)).isFalse();
    room.leave("a");
    assertThat(room.next()).as("until most of the many are through").isNull();
    room.noteParts("b", 4);
    assertThat(room.takes("b", BOB, 4)).isTrue();
  }

  @Test
  void whoWantsNothingAnyMoreHoldsUpNobody() {
    for (int parts = 0; parts < 5; parts++) {
      room.takes("a", ANN, parts);
    }
    assertThat(room.takes("b", ANN, 0)).isFalse();
    room.stepped("b");
    assertThat(room.takes("c", ANN, 0)).isFalse();
    room.stepped("c");
    room.noteParts("a", 4);
    assertThat(room.next()).isEqualTo("b");
    room.stepped("b"); // and did not ask
    assertThat(room.next()).isEqualTo("c");
  }
}
