package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import sellaprime.job.NumberQuestion;
import sellaprime.job.SaleQuestion;

/** Whom the commands ask: a node inside this process, or one elsewhere. */
interface Grid extends AutoCloseable {
  int SHOWN_CHARS = 60;

  /**
   * Checks a number before any is tested.
   *
   * @throws UsageException if it is certain already that it cannot be tested
   */
  void check(String number);

  /**
   * Answers a question by a job.
   *
   * @param progress told now and then how much of a long test is done, from 0 to 1
   * @return the finished job, as the REST interface shows it; fails with {@link UsageException} if
   *     it was refused
   */
  CompletableFuture<JsonNode> test(NumberQuestion question, DoubleConsumer progress);

  /**
   * Has primes searched, by a job.
   *
   * @return the finished job, as the REST interface shows it; fails with {@link UsageException} if
   *     it was refused
   */
  CompletableFuture<JsonNode> sell(SaleQuestion sale);

  /** Ends it; sales that are not over are given up, as far as somebody can be told. */
  @Override
  void close();

  /** A number for a message: the middle of a long one is left out, an empty one is visible. */
  static String shown(String number) {
    String text = number.isBlank() ? "'" + number + "'" : number.strip();
    return text.length() <= SHOWN_CHARS
        ? text
        : text.substring(0, SHOWN_CHARS / 2)
            + "..."
            + text.substring(text.length() - SHOWN_CHARS / 3)
            + " ("
            + text.length()
            + " characters)";
  }
}
