package sellaprime.primality.word;

/** What a test of a number below 2<sup>64</sup> found; all are certain. */
public enum WordOutcome {
  /** 0 or 1. */
  BELOW_2,
  /**
   * Composite, with a prime factor of at most 53, which {@link WordPrimality#smallFactor} tells.
   */
  SMALL_FACTOR,
  /** Composite: fails the strong test to base 2. */
  FAILED_BASE_2,
  /** Composite: fails the extra strong Lucas test, or is a square. */
  FAILED_LUCAS,
  /** Prime, by trial division. */
  SMALL_PRIME,
  /** Prime, by Baillie-PSW. */
  PRIME;

  private static final WordOutcome[] ALL = values();

  /**
   * As a byte, below 0: {@link WordBatch} tells of a small factor by the factor itself, and of all
   * else by this.
   */
  @SuppressWarnings("EnumOrdinal") // a code that lives as long as a call
  byte code() {
    return (byte) ~ordinal();
  }

  /** Of which {@code finding} of a {@link WordBatch} tells. */
  public static WordOutcome of(byte finding) {
    return finding > 0 ? SMALL_FACTOR : ALL[~finding];
  }

  /** Whether it says that the number is prime. */
  public boolean isPrime() {
    return this == SMALL_PRIME || this == PRIME;
  }
}
