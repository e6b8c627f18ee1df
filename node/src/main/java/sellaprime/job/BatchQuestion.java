package sellaprime.job;

/**
 * A list of numbers, however long. Its parts are {@link ChunkQuestion}s, numbered from 0 without a
 * gap, of which the one that was fed last says so. Over when all of them are.
 *
 * @param ask what is asked of each number
 * @param rounds as in {@link NumberQuestion}, for each number
 * @param strict whether the first line that cannot be read fails it all
 * @param untilPrimes how many primes are enough: the lines after that one are not tested; 0 for all
 */
public record BatchQuestion(Ask ask, int rounds, boolean strict, int untilPrimes)
    implements Question {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public BatchQuestion {
    Question.checkRounds(rounds);
    if (untilPrimes < 0) {
      throw new IllegalArgumentException("so many primes are never enough: " + untilPrimes);
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
    return "a batch";
  }
}
