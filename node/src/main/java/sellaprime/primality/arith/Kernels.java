package sellaprime.primality.arith;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What arithmetic this JVM has, for people: status pages and benchmarks. */
public final class Kernels {

  /**
   * One kind of ring.
   *
   * @param name as in the property {@value Rings#KINDS}
   * @param whyNot why it cannot be had; null if it can
   * @param sizes the sizes for which it is used now, in bits: {@code "65-514"}; empty if none
   */
  public record Kernel(String name, @Nullable String whyNot, String sizes) {}

  private static final int FROM_BITS = 65;
  private static final int TO_BITS = 400_000;

  private record Range(String name, int from, int to) {
    @Override
    public String toString() {
      return from + (to >= TO_BITS ? "-" : "-" + to);
    }
  }

  private Kernels() {}

  /** All kinds, in the order in which they are known. */
  public static List<Kernel> describe() {
    List<Range> ranges = ranges();
    List<Kernel> kernels = new ArrayList<>();
    for (RingFactory kind : Rings.all()) {
      String sizes =
          ranges.stream()
              .filter(range -> range.name.equals(kind.name()))
              .map(Range::toString)
              .collect(Collectors.joining(", "));
      kernels.add(new Kernel(kind.name(), kind.whyNot(), sizes));
    }
    return kernels;
  }

  private static List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    int from = FROM_BITS;
    String current = Rings.kindOf(from).name();
    for (int bits = from; bits < TO_BITS; bits += 1 + bits / 2048) {
      String name = Rings.kindOf(bits).name();
      if (!name.equals(current)) {
        ranges.add(new Range(current, from, bits - 1));
        from = bits;
        current = name;
      }
    }
    ranges.add(new Range(current, from, TO_BITS));
    return ranges;
  }
}
