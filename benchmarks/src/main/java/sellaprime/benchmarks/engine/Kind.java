package sellaprime.benchmarks.engine;

/** What kind of number is tested. */
public enum Kind {
  PRIME,
  COMPOSITE
}
