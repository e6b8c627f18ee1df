package sellaprime.job;

/**
 * New primes. Its parts are {@link SearchQuestion}s; over when they have found enough.
 *
 * @param spec what each has to be like
 * @param count how many, from 1
 */
public record SaleQuestion(PrimeSpec spec, int count) implements Question {
  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public SaleQuestion {
    if (count < 1) {
      throw new IllegalArgumentException("a sale is of at least one prime");
    }
  }

  @Override
  public boolean isCompound() {
    return true;
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public String shown() {
    return count == 1 ? spec.shown() : count + " times " + spec.shown();
  }
}
