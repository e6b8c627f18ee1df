package sellaprime.grid.recovery;

import java.util.Collection;

/**
 * Highest-random-weight hashing: all nodes agree, without talking, which one of them is responsible
 * for a key; when one leaves, only its keys move.
 *
 * @see "Thaler, Ravishankar: A Name-Based Mapping Scheme for Rendezvous. University of Michigan,
 *     CSE-TR-316-96 (1996)"
 */
final class Rendezvous {
  private Rendezvous() {}

  /** Returns true if {@code candidate} wins {@code key} among {@code nodes}. */
  static boolean wins(String candidate, String key, Collection<String> nodes) {
    long own = weight(candidate, key);
    for (String node : nodes) {
      long other = weight(node, key);
      if (other > own || (other == own && node.compareTo(candidate) > 0)) {
        return false;
      }
    }
    return true;
  }

  private static long weight(String node, String key) {
    // String.hashCode alone correlates between similar strings; the mix is that of SplitMix64.
    long z = ((long) node.hashCode() << 32) ^ key.hashCode();
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
