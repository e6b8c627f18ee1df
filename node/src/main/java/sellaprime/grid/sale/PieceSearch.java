package sellaprime.grid.sale;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import sellaprime.job.Answer;
import sellaprime.job.Finding;
import sellaprime.job.FoundPrime;
import sellaprime.job.FoundPrimes;
import sellaprime.job.SearchQuestion;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.search.PrimeSearch;

/** Searches a piece: what a worker does with a {@link SearchQuestion}. Stateless, thread-safe. */
public final class PieceSearch {
  private static final PrimeSearch SEARCH = new PrimeSearch();

  private PieceSearch() {}

  /**
   * The primes of the piece: from its seed, until there are enough or the tests are used up.
   *
   * @throws java.util.concurrent.CancellationException soon after {@code watch} says so
   * @throws sellaprime.primality.input.BadNumberException if there is no such prime
   */
  public static Finding answer(SearchQuestion piece, Watch watch) {
    Wanted wanted = Wanted.of(piece.spec());
    SeededRandom random = new SeededRandom(HexFormat.of().parseHex(piece.seed()));
    List<FoundPrime> primes = new ArrayList<>();
    long left = piece.tests();
    while (primes.size() < piece.count() && left > 0) {
      Optional<sellaprime.primality.search.FoundPrime> found = next(wanted, left, random, watch);
      if (found.isEmpty()) {
        left = 0;
      } else {
        left -= found.get().tests();
        primes.add(sold(found.get()));
      }
    }
    return Finding.result(new FoundPrimes(piece.tests() - Math.max(0, left), primes).text());
  }

  private static Optional<sellaprime.primality.search.FoundPrime> next(
      Wanted wanted, long tests, SeededRandom random, Watch watch) {
    return wanted.safe()
        ? SEARCH.trySafePrime(wanted.range(), tests, random, watch)
        : SEARCH.tryPrime(wanted.range(), tests, random, watch);
  }

  private static FoundPrime sold(sellaprime.primality.search.FoundPrime found) {
    return new FoundPrime(
        found.prime().toString(),
        Answer.valueOf(found.verdict().kind().name()),
        found.verdict().method());
  }
}
