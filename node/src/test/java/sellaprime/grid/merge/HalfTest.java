package sellaprime.grid.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sellaprime.grid.merge.Half.Peer;

class HalfTest {
  private static final UUID OURS = new UUID(0, 1);
  private static final UUID STRANGERS = new UUID(0, 2);

  /** Nodes with these ids, the eldest first, which began at {@code started}. */
  private static Half half(long started, long... ids) {
    return half(OURS, started, ids);
  }

  private static Half half(UUID cluster, long started, long... ids) {
    List<Peer> peers = new ArrayList<>();
    for (long id : ids) {
      peers.add(new Peer(new UUID(0, id), "10.0.0." + id + ":47500", started + peers.size()));
    }
    return new Half(cluster, peers);
  }

  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of("fewer nodes", half(1, 1), half(2, 2, 3), true),
        Arguments.of("more nodes", half(2, 1, 2), half(1, 3), false),
        Arguments.of("as many, younger", half(9, 1), half(8, 2), true),
        Arguments.of("as many, older", half(7, 1), half(8, 2), false),
        Arguments.of("three each, younger", half(9, 1, 2, 3), half(8, 4, 5, 6), true),
        Arguments.of("as many, as old, lower id", half(5, 1), half(5, 2), true),
        Arguments.of("as many, as old, higher id", half(5, 3), half(5, 2), false));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("table")
  void whoYields(String name, Half own, Half other, boolean yields) {
    assertThat(own.yieldsTo(other)).isEqualTo(yields);
    assertThat(other.yieldsTo(own)).as("seen from the other side").isEqualTo(!yields);
  }

  @Test
  void ofAnyTwoSidesExactlyOneYieldsAndOfAnyNumberOneStays() {
    Random random = new Random(15);
    for (int round = 0; round < 2_000; round++) {
      List<Half> halves = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        halves.add(half(random.nextInt(2), random.longs(1 + random.nextInt(3)).toArray()));
      }
      long stay = halves.stream().filter(one -> halves.stream().noneMatch(one::yieldsTo)).count();
      assertThat(stay).isEqualTo(1);
    }
  }

  @Test
  void onlyTheOtherSideOfTheSameClusterIsAHalf() {
    Half own = half(1, 1, 2);
    assertThat(own.isSplitFrom(half(1, 3))).isTrue();
    assertThat(own.isSplitFrom(half(STRANGERS, 1, 3))).as("a stranger").isFalse();
    assertThat(own.isSplitFrom(half(1, 2, 3))).as("a newer view of our own").isFalse();
    assertThat(own.isSplitFrom(own)).isFalse();
  }
}
