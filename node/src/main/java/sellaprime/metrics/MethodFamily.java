package sellaprime.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways to an answer, without their details: bases, witnesses and factors would make a series
 * for each number.
 */
enum MethodFamily {
  /** A small factor, or the number itself is one. */
  TRIAL_DIVISION,
  /** One strong test found a composite. */
  STRONG_TEST,
  /** A Lucas test did, or there is a square root. */
  LUCAS_TEST,
  /** Both tests passed; with random rounds or without. */
  BAILLIE_PSW,
  /** Proof of 2^p - 1. */
  LUCAS_LEHMER,
  /** Proof of k 2^m - 1. */
  LUCAS_LEHMER_RIESEL,
  /** Proofs of k 2^m + 1. */
  PROTH,
  /** Proofs from factors of n - 1 and n + 1. */
  FACTORS,
  /** No single number: a chunk of a list, or a piece of a search. */
  MANY,
  /** None of these. */
  OTHER;

  private record Beginning(String text, MethodFamily family) {}

  /** The first that fits counts: one is the beginning of another. */
  private static final List<Beginning> BEGINNINGS =
      List.of(
          new Beginning("divisible by", TRIAL_DIVISION),
          new Beginning("Baillie-PSW", BAILLIE_PSW),
          new Beginning("strong test", STRONG_TEST),
          new Beginning("trial division", TRIAL_DIVISION),
          new Beginning("by definition", TRIAL_DIVISION),
          new Beginning("extra strong Lucas", LUCAS_TEST),
          new Beginning("perfect square", LUCAS_TEST),
          new Beginning("Lucas-Lehmer-Riesel", LUCAS_LEHMER_RIESEL),
          new Beginning("Lucas-Lehmer", LUCAS_LEHMER),
          new Beginning("Proth", PROTH),
          new Beginning("Pepin", PROTH),
          new Beginning("Pocklington", FACTORS),
          new Beginning("Morrison", FACTORS),
          new Beginning("BLS75", FACTORS));

  /** The family of {@code method}, as verdicts have it; null for what is no verdict. */
  static MethodFamily of(@Nullable String method) {
    if (method == null) {
      return MANY;
    }
    for (Beginning beginning : BEGINNINGS) {
      if (method.startsWith(beginning.text)) {
        return beginning.family;
      }
    }
    return OTHER;
  }
}
