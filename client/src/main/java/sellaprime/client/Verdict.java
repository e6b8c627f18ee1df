package sellaprime.client;

/** What a test says of a number. */
public enum Verdict {
  /** Proved prime. */
  PRIME,
  /** Passed every test, without proof. No composite that does is known. */
  PROBABLE_PRIME,
  /** Certainly not prime. */
  COMPOSITE;

  /** Returns true unless composite. */
  public boolean isProbablePrime() {
    return this != COMPOSITE;
  }
}
