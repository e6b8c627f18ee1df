package sellaprime.primality.arith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RingsTest {

  private static final RingFactory QUICK = kind("quick", null, 64, 512, 1, false);
  private static final RingFactory SLOW = kind("slow", null, 2, 4096, 100, false);
  private static final RingFactory ABSENT = kind("absent", "no such module", 2, 4096, 0.1, false);
  private static final RingFactory UNTRIED = kind("untried", null, 1024, 4096, 0.5, true);
  private static final List<RingFactory> ALL = List.of(SLOW, QUICK, ABSENT, UNTRIED);

  private static RingFactory kind(
      String name, @Nullable String whyNot, int from, int to, double nanos, boolean trial) {
    return new RingFactory() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public @Nullable String whyNot() {
        return whyNot;
      }

      @Override
      public boolean supports(int bits) {
        return from <= bits && bits <= to;
      }

      @Override
      public double squareNanos(int bits) {
        return nanos;
      }

      @Override
      public boolean needsTrial() {
        return trial;
      }

      @Override
      public Ring<?> create(BigInteger n) {
        return new PlainRing(n);
      }
    };
  }

  @Test
  void theCheapestThatCanBeHadAndTakesTheSizeIsChosen() {
    assertThat(cheapest(512, false)).isEqualTo("quick");
    assertThat(cheapest(513, false)).isEqualTo("slow");
    assertThat(cheapest(63, false)).isEqualTo("slow");
    assertThat(cheapest(4097, false)).isEqualTo("plain");
  }

  @Test
  void anUntriedKindIsChosenOnlyAfterItsTrial() {
    assertThat(cheapest(2048, false)).isEqualTo("slow");
    assertThat(cheapest(2048, true)).isEqualTo("untried");
    assertThat(new Rings(ALL, "", false).kindFor(2048)).isSameAs(UNTRIED);
  }

  private static String cheapest(int bits, boolean passed) {
    return RingChoice.cheapest(ALL, bits, (kind, size) -> passed).name();
  }

  @Test
  void theWishOfTheOperatorIsFollowed() {
    assertThat(new Rings(ALL, "absent, slow,quick", true).kindFor(256)).isSameAs(SLOW);
    assertThat(new Rings(ALL, "untried", true).kindFor(2048)).isSameAs(UNTRIED);
    assertThat(new Rings(ALL, "-quick", true).kindFor(256)).isSameAs(SLOW);
    assertThat(new Rings(ALL, " ", true).kindFor(256)).isSameAs(QUICK);
    assertThat(new Rings(ALL, "absent", true).kindFor(256).name()).isEqualTo("plain");
  }

  @Test
  void aWishThatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RingChoice.wished(ALL, "fast"))
        .withMessageContaining("fast")
        .withMessageContaining("quick");
    assertThatIllegalArgumentException().isThrownBy(() -> RingChoice.wished(ALL, "quick,-slow"));
  }

  @Test
  void sizeClassesAreQuartersOfOctaves() {
    assertThat(RingChoice.sizeClass(1024)).isEqualTo(RingChoice.sizeClass(1279));
    assertThat(RingChoice.sizeClass(1280)).isEqualTo(RingChoice.sizeClass(1024) + 1);
    assertThat(RingChoice.sizeClass(2047)).isEqualTo(RingChoice.sizeClass(1024) + 3);
    assertThat(RingChoice.sizeClass(2048)).isEqualTo(RingChoice.sizeClass(1024) + 4);
    assertThat(RingChoice.sizeClass(1)).isEqualTo(RingChoice.sizeClass(4));
  }

  @Test
  void theBuiltInKindsCoverAllSizes() {
    for (int bits = 2; bits < 100_000; bits += 1 + bits / 64) {
      BigInteger n = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
      Ring<?> ring = Rings.of(n);
      assertThat(ring.modulus()).isEqualTo(n);
    }
    assertThat(Rings.of("plain", BigInteger.valueOf(15))).isInstanceOf(PlainRing.class);
  }

  @Test
  void theKernelsAreDescribed() {
    List<Kernels.Kernel> kernels = Kernels.describe();
    assertThat(kernels).extracting(Kernels.Kernel::name).contains("limbs", "jdk", "plain");
    assertThat(kernels)
        .filteredOn(kernel -> kernel.name().equals("limbs"))
        .singleElement()
        .satisfies(kernel -> assertThat(kernel.sizes()).startsWith("65-"));
    System.out.println(kernels);
  }
}
