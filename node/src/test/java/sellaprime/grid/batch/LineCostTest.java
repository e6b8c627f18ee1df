package sellaprime.grid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.primality.input.InputLimits;

class LineCostTest {
  private static double cost(String line, int rounds) {
    PackedLines packed = new PackedLines();
    packed.add(line);
    return new LineCost(InputLimits.DEFAULT, rounds).ofLast(packed, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10^400+69", "1234567890123456789012345678901234567890"})
  void randomRoundsArePaidFor(String line) {
    assertThat(cost(line, 1000) / cost(line, 0)).isCloseTo(401, within(1.0));
  }

  @Test
  void whatMayBeLongIsTold() {
    LineCost cost = new LineCost(InputLimits.DEFAULT, 0);
    PackedLines packed = new PackedLines();
    for (String line : List.of("2^20000", "1" + "0".repeat(6020), "10^7000+9")) {
      packed.add(line);
      cost.ofLast(packed, 0);
      assertThat(cost.wasLong()).as(line).isTrue();
      packed.clear();
    }
    for (String line : List.of("2^19900-1", "1" + "0".repeat(6000), "7", "", "nonsense")) {
      packed.add(line);
      cost.ofLast(packed, 0);
      assertThat(cost.wasLong()).as(line).isFalse();
      packed.clear();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000003", "2^31-1", "what is this", ""})
  void numbersThatAreProvedNeedNone(String line) {
    assertThat(cost(line, 1000)).isEqualTo(cost(line, 0));
  }
}
