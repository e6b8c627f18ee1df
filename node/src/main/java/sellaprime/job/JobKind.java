package sellaprime.job;

/** The sorts of jobs, as those who look at a list tell them apart. */
public enum JobKind {
  /** Is this number prime? */
  NUMBER,
  /** A list of numbers. */
  BATCH,
  /** New primes. */
  SALE,
  /** Part of one of the others: nobody asked for it by itself. */
  PART;

  /** The sort of a job with this question. */
  public static JobKind of(Question question) {
    if (question instanceof NumberQuestion) {
      return NUMBER;
    }
    if (question instanceof BatchQuestion) {
      return BATCH;
    }
    return question instanceof SaleQuestion ? SALE : PART;
  }
}
