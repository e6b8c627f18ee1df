package sellaprime.primality.arith;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The rules by which a kind of ring is chosen. Pure: no clock, no properties, nothing remembered.
 */
final class RingChoice {

  /** A kind on trial must be faster than the best trusted one by this factor. */
  static final double CLEARLY_FASTER = 0.95;

  private RingChoice() {}

  /**
   * What the operator leaves of the kinds.
   *
   * @param wish names separated by commas: {@code "jdk,plain"} only these, and the first that can
   *     take a number takes it; {@code "-jdk"} all but this; empty: all
   * @throws IllegalArgumentException if a name is not known, or both forms are mixed
   */
  static List<RingFactory> wished(List<RingFactory> kinds, String wish) {
    List<RingFactory> only = new ArrayList<>();
    List<RingFactory> others = new ArrayList<>(kinds);
    for (String word : wish.isBlank() ? new String[0] : wish.split(",", -1)) {
      String name = word.strip();
      boolean without = name.startsWith("-");
      RingFactory kind = named(kinds, without ? name.substring(1) : name);
      if (without) {
        others.remove(kind);
      } else {
        only.add(kind);
      }
    }
    if (!only.isEmpty() && others.size() < kinds.size()) {
      throw new IllegalArgumentException("either kinds to use or kinds to leave out: " + wish);
    }
    return only.isEmpty() ? others : only;
  }

  private static RingFactory named(List<RingFactory> kinds, String name) {
    return kinds.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no kind of ring is named "
                        + name
                        + "; there are "
                        + kinds.stream().map(RingFactory::name).toList()));
  }

  /**
   * The kind with the least expected cost among those that can be had, take the size, and are
   * trusted or have passed their trial. The last resort is {@link RingKind#PLAIN}.
   */
  static RingFactory cheapest(
      List<RingFactory> kinds, int bits, BiPredicate<RingFactory, Integer> passedTrial) {
    RingFactory best = RingKind.PLAIN;
    double least = Double.POSITIVE_INFINITY;
    for (RingFactory kind : kinds) {
      boolean usable = kind.whyNot() == null && kind.supports(bits);
      if (usable && kind.squareNanos(bits) < least) {
        if (!kind.needsTrial() || passedTrial.test(kind, bits)) {
          best = kind;
          least = kind.squareNanos(bits);
        }
      }
    }
    return best;
  }

  /** The first kind that can be had and takes the size; the last resort as above. */
  static RingFactory first(List<RingFactory> kinds, int bits) {
    for (RingFactory kind : kinds) {
      if (kind.whyNot() == null && kind.supports(bits)) {
        return kind;
      }
    }
    return RingKind.PLAIN;
  }

  /** Sizes that share a trial: a power of two in four parts. */
  static int sizeClass(int bits) {
    int atLeast4 = Math.max(bits, 4);
    int octave = 31 - Integer.numberOfLeadingZeros(atLeast4);
    return 4 * octave + ((atLeast4 >>> (octave - 2)) & 3);
  }
}
