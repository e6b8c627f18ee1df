package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
   * @param id of the job; one that is there already is the same job
   * @param standing told now and then how the job stands, as the REST interface shows it
   * @return the finished job, likewise; fails with {@link UsageException} if it was refused
   */
  CompletableFuture<JsonNode> test(String id, NumberQuestion question, Consumer<JsonNode> standing);

  /** Has primes searched, by a job; the rest as above. */
  CompletableFuture<JsonNode> sell(String id, SaleQuestion sale, Consumer<JsonNode> standing);

  /**
   * Cancels a job; completes with how it then stands, or fails with {@link UsageException} if there
   * is none.
   */
  CompletableFuture<JsonNode> cancel(String id);

  /** Where to ask from now on, if that is another node than the one that was named; else null. */
  default @Nullable String elsewhere() {
    return null;
  }

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
