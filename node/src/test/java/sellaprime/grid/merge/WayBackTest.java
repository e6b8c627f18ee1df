package sellaprime.grid.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WayBackTest {
  private static final UUID OURS = new UUID(0, 1);
  private static final UUID THEIRS = new UUID(0, 2);
  private static final Half OWN = half(OURS, "a:1");

  private final List<String> looked = new ArrayList<>();

  private static Half half(UUID cluster, String... addresses) {
    return new Half(
        cluster,
        List.of(addresses).stream().map(a -> new Half.Peer(UUID.randomUUID(), a, 1)).toList());
  }

  private List<String> among(Map<String, Half> there, String... listening) {
    return WayBack.among(
        List.of(listening),
        OWN,
        (address, own) -> {
          looked.add(address);
          return there.get(address);
        });
  }

  @Test
  void ofSeveralClustersOnlyItsOwnIsJoined() {
    Half strangers = half(THEIRS, "s:1", "s:2");
    Half ours = half(OURS, "b:1", "b:2", "b:3");
    assertThat(
            among(
                Map.of("s:1", strangers, "s:2", strangers, "b:1", ours, "b:2", ours),
                "s:1",
                "s:2",
                "silent:1",
                "b:1",
                "b:2"))
        .containsExactly("b:1", "b:2");
    assertThat(looked).as("each cluster once").containsExactly("s:1", "silent:1", "b:1");
  }

  @Test
  void aStrangerIsNotJoinedEvenIfNobodyElseIsThere() {
    assertThat(among(Map.of("s:1", half(THEIRS, "s:1")), "s:1")).isEmpty();
    assertThat(among(Map.of())).isEmpty();
  }

  @Test
  void whoTellsNothingMayBeOnItsWayBackAsWell() {
    Half strangers = half(THEIRS, "s:1", "s:2");
    assertThat(among(Map.of("s:1", strangers), "s:2", "s:1", "b:1")).containsExactly("b:1");
  }

  @Test
  void theAddressThatLedThereIsGoodWhateverTheNodeCallsItself() {
    assertThat(among(Map.of("other:9", half(OURS, "b:1")), "other:9", "b:2"))
        .containsExactly("other:9");
  }
}
