package sellaprime.grid.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sellaprime.testkit.Samples;

class RendezvousTest {
  private final Random random = Samples.random("rendezvous");

  private List<String> nodes(int count) {
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(new UUID(random.nextLong(), random.nextLong()).toString());
    }
    return nodes;
  }

  private static List<String> winners(String key, List<String> nodes) {
    return nodes.stream().filter(node -> Rendezvous.wins(node, key, nodes)).toList();
  }

  @Test
  void everyKeyHasOneWinner() {
    for (int count = 1; count <= 7; count++) {
      List<String> nodes = nodes(count);
      for (int i = 0; i < 2_000; i++) {
        assertThat(winners("job-" + i, nodes)).hasSize(1);
      }
    }
  }

  @Test
  void nodesWhoseHashesAreEqualStillHaveOneWinner() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    assertThat(winners("j", List.of("Aa", "BB"))).hasSize(1);
  }

  @Test
  void theOrderInWhichNodesAreTakenDoesNotMatter() {
    List<String> nodes = nodes(5);
    List<String> turned = new ArrayList<>(nodes);
    Collections.reverse(turned);
    for (int i = 0; i < 500; i++) {
      assertThat(winners("j" + i, turned)).isEqualTo(winners("j" + i, nodes));
    }
  }

  @Test
  void whenANodeGoesOnlyItsKeysMove() {
    List<String> nodes = nodes(5);
    List<String> rest = nodes.subList(1, 5);
    for (int i = 0; i < 2_000; i++) {
      String before = winners("j" + i, nodes).get(0);
      if (!before.equals(nodes.get(0))) {
        assertThat(winners("j" + i, rest)).containsExactly(before);
      }
    }
  }

  @Test
  void keysAreSpreadEvenly() {
    List<String> nodes = nodes(5);
    int keys = 10_000;
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < keys; i++) {
      counts.merge(winners("job-" + i, nodes).get(0), 1, Integer::sum);
    }
    // A fifth each; seven standard deviations of a fair throw are 280.
    assertThat(counts.values()).hasSize(5).allMatch(count -> Math.abs(count - keys / 5) < 280);
  }
}
