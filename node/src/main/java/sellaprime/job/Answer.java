package sellaprime.job;

/** The three things that a test can say of a number. */
public enum Answer {
  /** Proved prime. */
  PRIME("prime"),
  /** Passed every test, without proof. */
  PROBABLE_PRIME("probable-prime"),
  /** Certainly not prime. */
  COMPOSITE("composite");

  private final String text;

  Answer(String text) {
    this.text = text;
  }

  /**
   * Returns the word that callers see: {@code prime}, {@code probable-prime} or {@code composite}.
   */
  public String text() {
    return text;
  }
}
