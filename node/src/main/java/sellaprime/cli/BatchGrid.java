package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import sellaprime.job.BatchQuestion;

/**
 * Whom {@code batch} asks: a node inside this process, or the nodes of a cluster elsewhere. Methods
 * block; one thread feeds while another reads.
 */
interface BatchGrid extends AutoCloseable {
  /** Takes results. */
  interface Sink {
    /** Whole lines of results, up to that of line {@code through} of the batch. */
    void take(long through, byte[] results) throws IOException;
  }

  /**
   * Makes the batch, unless it is there.
   *
   * @throws UsageException if it is refused
   */
  void open(String id, BatchQuestion batch);

  /**
   * Feeds what the batch does not have yet of {@code in}, which begins with its first line, and
   * tells its end. Returns early if the batch is over.
   *
   * @throws IOException if {@code in} breaks, or nobody can be reached any more
   */
  void feed(String id, BatchQuestion batch, InputStream in) throws IOException;

  /**
   * Gives results from line {@code from} until the batch is over.
   *
   * @throws IOException if {@code sink} throws it, or nobody can be reached any more
   */
  void read(String id, long from, boolean json, Sink sink) throws IOException;

  /** Lets go of the results up to {@code line}. Returns at once; the future when that is known. */
  CompletableFuture<?> taken(String id, long line);

  /**
   * The batch as the REST interface shows it.
   *
   * @throws UsageException if there is none
   */
  JsonNode progress(String id) throws IOException;

  /** Cancels the batch; returns it as it then stands. */
  JsonNode cancel(String id) throws IOException;

  /** Whether the batch goes on when this process ends. */
  boolean isLasting();

  /** Where to ask from now on, if that is another node than the one that was named; else null. */
  default @Nullable String elsewhere() {
    return null;
  }

  @Override
  void close();
}
