package sellaprime.grid.jobs;

/**
 * Whether to forget outcomes because memory is crowded: as long as that helps.
 *
 * <p>Memory may be full of other things: unfinished numbers, parts of batches and their results. So
 * a round has to show that it freed what it should have. Ignite tells that at once: a page that has
 * become empty counts as free, though it stays allocated. What a round of a share s of all outcomes
 * should free is s of what is in use, if outcomes are all that is there; a fifth of that is enough.
 * After a futile round there is none for a minute, and none before memory is fuller by a hundredth,
 * unless it was calm in between.
 *
 * <p>Time is counted in looks, of which there are two a second: no clock that jumps shortens a
 * rest. For one thread.
 */
final class Relief {
  /** Above this share of the memory, outcomes go; at 0.9 new work is refused. */
  static final double CROWDED = 0.8;

  /** Below it, what was tried before is forgotten. */
  private static final double CALM = 0.78;

  /** What a futile round waits for. */
  private static final double MORE = 0.01;

  /** Of what the round would free if memory held nothing but outcomes. */
  private static final double ENOUGH = 0.2;

  static final int REST_LOOKS = 120;

  private double notBelow = CROWDED;
  private int rest;

  /** To be asked once a look: whether a round is due while so much of the memory is used. */
  boolean isDue(double used) {
    if (used < CALM) {
      notBelow = CROWDED;
    }
    if (rest > 0) {
      rest--;
      return false;
    }
    return used > notBelow;
  }

  /**
   * A round of {@code share} of all outcomes took memory from {@code before} to {@code after}.
   *
   * @return whether that helped
   */
  boolean hasHelped(double before, double after, double share) {
    boolean helped = before - after >= ENOUGH * share * before;
    notBelow = helped ? CROWDED : Math.max(before, after) + MORE;
    rest = helped ? 0 : REST_LOOKS;
    return helped;
  }
}
