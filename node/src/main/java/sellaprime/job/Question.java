package sellaprime.job;

/**
 * What a caller asks.
 *
 * <p>A <em>compound</em> question is too large for one worker. No worker takes it in hand: its
 * owner oversees it, while the work is done by its <em>parts</em>, jobs with ids of their own (see
 * {@link PartIds}). It survives its owner as every job does, and so do its parts.
 */
public sealed interface Question
    permits NumberQuestion, BatchQuestion, ChunkQuestion, SaleQuestion, SearchQuestion {
  /** The most random rounds that can be asked for. */
  int MAX_ROUNDS = 1000;

  /** Characters that it takes to store, about. */
  int size();

  /** What to call it towards people, in a few words; for a number, the number. */
  String shown();

  /** Returns true if any answer to {@code other} is an answer to this. */
  default boolean isSameAs(Question other) {
    return equals(other);
  }

  /** Returns true if its owner oversees it, and its parts do the work. */
  default boolean isCompound() {
    return false;
  }

  /** Returns true if it is a part of a compound one, and without use once that is over. */
  default boolean isPart() {
    return false;
  }

  /** Is {@code number} prime? By the usual test. */
  static NumberQuestion of(String number) {
    return of(number, 0);
  }

  /** Is {@code number} prime? By the usual test and {@code rounds} random ones. */
  static NumberQuestion of(String number, int rounds) {
    return new NumberQuestion(number, rounds, false);
  }

  /**
   * Throws unless {@code rounds} is from 0 to {@value #MAX_ROUNDS}.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void checkRounds(int rounds) {
    if (rounds < 0 || rounds > MAX_ROUNDS) {
      throw new IllegalArgumentException("rounds must be from 0 to " + MAX_ROUNDS);
    }
  }
}
