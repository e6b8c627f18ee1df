package sellaprime.client;

/**
 * The node-singleton service {@value #NAME}, as a thin client calls it. Every method returns at
 * once; answers are asked for with {@link #get}. Every method may be repeated, after whatever
 * failure, with the same effect.
 *
 * <p>Ready-made caller: {@link PrimesClient}.
 */
public interface PrimesService {
  /** The name under which every node deploys it. */
  String NAME = "primes";

  /** The most jobs in one call. */
  int MAX_BATCH = 1000;

  /** The most characters of lines in one call. */
  int MAX_FEED_CHARS = 1 << 18;

  /**
   * Submits jobs. An id that is known already, with the same number, is the same job.
   *
   * @param ids the caller's own ids, unique for ever: 1 to 128 of {@code A-Z a-z 0-9 . _ ~ : @ -},
   *     the first a letter or a digit
   * @param numbers as many decimals, {@code 0x} hexadecimals or expressions
   * @return as many replies, in the same order; {@link Reply.Status#OK} means accepted
   */
  Reply[] submit(String[] ids, String[] numbers);

  /**
   * Feeds lines to a batch, which is made if it is not there. Lines that it has already are
   * skipped.
   *
   * @param from the number of the first of them, from 1; no line may be left out
   * @param lines a number on each, as for {@link #submit}: {@value #MAX_FEED_CHARS} characters, or
   *     one line; each ends with a line feed
   * @param more whether there will be lines after those
   * @return the batch. {@link BatchInfo#fed} tells how many lines it has: if they are not all,
   *     there was no room for the rest yet, and that is to be sent again
   */
  Reply feed(String id, long from, String lines, boolean more);

  /**
   * How a batch stands, with results.
   *
   * @param from the line to begin with; the results that are there come with the reply, as far as
   *     they fit
   * @param taken up to this line the results need not be kept any more
   */
  Reply results(String id, long from, long taken);

  /**
   * Orders new primes. An id that is known already, with the same order, is the same job; {@link
   * JobInfo#primes} has them once it is done.
   */
  Reply sell(String id, PrimeOrder order);

  /** Tells how jobs stand, in the order of {@code ids}; at most {@link #MAX_BATCH}. */
  Reply[] get(String[] ids);

  /** Cancels a job, if it is not over. */
  Reply cancel(String id);

  /** The {@code host:port} of every living node's thin-client port. */
  String[] endpoints();
}
