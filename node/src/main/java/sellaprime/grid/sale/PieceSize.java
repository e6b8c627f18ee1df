package sellaprime.grid.sale;

import sellaprime.primality.search.SearchCost;

/**
 * Into what pieces a search is cut.
 *
 * <p><b>How long a piece.</b> Short ones lose little when their node dies; but a piece of a search
 * for a long safe prime begins with sieving, which pays only over many tests: at 3072 bits pieces
 * of 1.5 s make the whole 1.4 times as dear, at 4096 bits 1.6 times. So a piece is of 1.5 s, or of
 * half of what one prime is expected to cost if that is more, up to 20 s, or of a fiftieth if that
 * is more still; and of one batch of tests at least. What is lost with a piece is its time only:
 * the search has no memory, so the rest is expected to take as long as before.
 *
 * <p><b>How many at a time.</b> One per worker, and some more, that wait and so are there when a
 * worker is through; fewer if that would make them shorter than 20 ms.
 */
final class PieceSize {
  private static final double PIECE_NANOS = 1.5e9;
  private static final double MAX_SHARE_NANOS = 20e9;
  private static final double SHARE = 0.5;
  private static final double SMALL_SHARE = 0.02;

  /** Less is not worth an other worker. */
  private static final double SPLIT_NANOS = 20e6;

  /** What the engine's quick test takes at once, in lanes, and a batch's longest time. */
  private static final int BATCH = 16;

  private static final double MAX_BATCH_NANOS = 4e9;

  private final SearchCost cost;

  PieceSize(SearchCost cost) {
    this.cost = cost;
  }

  /** After how many tests a piece is given up. */
  long tests() {
    double share = Math.min(SHARE * cost.nanos(), MAX_SHARE_NANOS);
    double nanos = Math.max(PIECE_NANOS, Math.max(share, SMALL_SHARE * cost.nanos()));
    long tests = Math.max(1, (long) (nanos / cost.nanosPerTest()));
    return BATCH * cost.nanosPerTest() > MAX_BATCH_NANOS
        ? tests
        : (tests + BATCH - 1) / BATCH * BATCH;
  }

  /** How many tests one prime is expected to take. */
  double testsForOne() {
    return cost.tests();
  }

  /** How many pieces should be under way while {@code missing} primes are. */
  int inFlight(int missing, int workers) {
    int most = workers + Math.max(1, workers / 4);
    return (int) Math.max(1, Math.min(most, Math.ceil(missing * cost.nanos() / SPLIT_NANOS)));
  }

  /** How many primes are enough for one piece. */
  int count(int missing, int workers) {
    int sharing = Math.max(1, Math.min(workers, inFlight(missing, workers)));
    return (missing + sharing - 1) / sharing;
  }

  /** What a piece is expected to take: until it has found {@code count}, or is given up. */
  long expectedNanos(int count) {
    double untilFound = count * cost.tests();
    double tests = -untilFound * Math.expm1(-tests() / untilFound);
    return (long) Math.max(1_000, tests * cost.nanosPerTest());
  }
}
