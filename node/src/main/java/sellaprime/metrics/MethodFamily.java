package sellaprime.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ways to an answer, without their details: bases, witnesses and factors would make a series
 * for each number.
 */
enum MethodFamily {
  /** A small factor, or the number itself is one. */
  TRIAL_DIVISION("trial-division", "divisible by", "trial division", "by definition"),
  /** One strong test found a composite. */
  STRONG_TEST("strong-test", "strong test"),
  /** A Lucas test did, or there is a square root. */
  LUCAS_TEST("lucas-test", "extra strong Lucas", "perfect square"),
  /** Both tests passed; with random rounds or without. */
  BAILLIE_PSW("baillie-psw", "Baillie-PSW"),
  /** Proof of 2^p - 1. */
  LUCAS_LEHMER("lucas-lehmer", "Lucas-Lehmer"),
  /** Proof of k 2^m - 1. */
  LUCAS_LEHMER_RIESEL("lucas-lehmer-riesel"),
  /** Proofs of k 2^m + 1. */
  PROTH("proth", "Proth", "Pepin"),
  /** Proofs from factors of n - 1 and n + 1. */
  FACTORS("factors", "Pocklington", "Morrison", "BLS75"),
  /** No single number: a chunk of a list, or a piece of a search. */
  MANY("many"),
  /** None of these. */
  OTHER("other");

  private final String tag;
  private final String[] prefixes;

  MethodFamily(String tag, String... prefixes) {
    this.tag = tag;
    this.prefixes = prefixes;
  }

  /** The value of the tag. */
  String tag() {
    return tag;
  }

  /** The family of {@code method}, as verdicts have it; null for what is no verdict. */
  static MethodFamily of(@Nullable String method) {
    if (method == null) {
      return MANY;
    }
    if (method.startsWith("Lucas-Lehmer-Riesel")) { // its prefix is another's
      return LUCAS_LEHMER_RIESEL;
    }
    return Arrays.stream(values()).filter(family -> family.has(method)).findFirst().orElse(OTHER);
  }

  private boolean has(String method) {
    for (String prefix : prefixes) {
      if (method.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
