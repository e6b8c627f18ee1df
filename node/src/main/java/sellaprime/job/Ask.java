package sellaprime.job;

/** What is asked of each number of a batch. */
public enum Ask {
  /** Is it prime? */
  PRIME("prime"),
  /** Is it a safe prime: are p and (p - 1)/2 both prime? */
  SAFE_PRIME("safe-prime");

  private final String text;

  Ask(String text) {
    this.text = text;
  }

  /** The word that callers use. */
  public String text() {
    return text;
  }
}
