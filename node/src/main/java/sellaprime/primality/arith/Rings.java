package sellaprime.primality.arith;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Picks the fastest kind of ring for a modulus.
 *
 * <p>There are the built-in kinds, and those that a {@link ServiceLoader} finds; one that cannot be
 * loaded (a module that is absent) is passed over. Without trials, see {@link
 * RingFactory#needsTrial}, the choice depends on the size alone. Two properties, read once:
 *
 * <ul>
 *   <li>{@value #KINDS}: names of the kinds to use, the preferred first, or {@code -name} for kinds
 *       to leave out. With kinds to use nothing is timed: the first that takes the size is used.
 *   <li>{@value #TRIALS}: {@code off} trusts every kind at its word.
 * </ul>
 */
public final class Rings {

  /** The property that names the kinds. */
  public static final String KINDS = "sellaprime.rings";

  /** The property that turns trials off. */
  public static final String TRIALS = "sellaprime.rings.trials";

  private static final int REMEMBERED_BITS = 1 << 15;

  private static final Rings CHOSEN =
      new Rings(
          all(), System.getProperty(KINDS, ""), !System.getProperty(TRIALS, "on").equals("off"));

  private final List<RingFactory> kinds;
  private final boolean pinned;
  private final boolean trials;
  private final RingTrial trial = new RingTrial(this::forget);

  /** By bits; filled as asked, by any thread: the worst race costs a second look. */
  private volatile @Nullable RingFactory[] remembered = new RingFactory[REMEMBERED_BITS];

  Rings(List<RingFactory> all, String wish, boolean trials) {
    this.kinds = RingChoice.wished(all, wish);
    this.pinned = !wish.isBlank() && !wish.strip().startsWith("-");
    this.trials = trials;
  }

  /** Every kind that there is, the ones that cannot be had too. */
  static List<RingFactory> all() {
    List<RingFactory> kinds = new ArrayList<>(RingKind.BUILT_IN);
    Iterator<RingFactory> found =
        ServiceLoader.load(RingFactory.class, Rings.class.getClassLoader()).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return kinds;
        }
        kinds.add(found.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        // A kind whose module or library is not there; the iterator has moved on.
      }
    }
  }

  /**
   * A ring for {@code n}, by the kind that is expected to be the fastest.
   *
   * @throws IllegalArgumentException if {@code n} is even or below 3
   */
  public static Ring<?> of(BigInteger n) {
    return CHOSEN.kindFor(n.bitLength()).create(n);
  }

  /** The kind that {@link #of} uses now for moduli of this size; looking starts no trial. */
  public static RingFactory kindOf(int bits) {
    return CHOSEN.look(bits);
  }

  /**
   * A ring of a kind known by name, whatever the properties say.
   *
   * @throws IllegalArgumentException if there is no such kind, or it does not take {@code n}
   * @throws IllegalStateException if it cannot be had in this JVM; for kinds of a module that is
   *     absent, a LinkageError
   */
  public static Ring<?> of(String kind, BigInteger n) {
    return RingChoice.wished(all(), kind).get(0).create(n);
  }

  RingFactory kindFor(int bits) {
    @Nullable RingFactory[] cache = remembered;
    if (bits >= cache.length) {
      return choose(bits);
    }
    RingFactory kind = cache[bits];
    if (kind == null) {
      kind = choose(bits);
      cache[bits] = kind;
    }
    return kind;
  }

  private RingFactory choose(int bits) {
    if (pinned) {
      return RingChoice.first(kinds, bits);
    }
    if (!trials) {
      return RingChoice.cheapest(kinds, bits, (kind, size) -> true);
    }
    RingFactory trusted = RingChoice.cheapest(kinds, bits, (kind, size) -> false);
    return RingChoice.cheapest(kinds, bits, (kind, size) -> trial.passed(kind, trusted, size));
  }

  /** The present choice; starts no trial. */
  RingFactory look(int bits) {
    return pinned || !trials ? choose(bits) : RingChoice.cheapest(kinds, bits, trial::hasPassed);
  }

  private void forget() {
    remembered = new RingFactory[REMEMBERED_BITS];
  }
}
