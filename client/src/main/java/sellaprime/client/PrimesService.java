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
   * Orders new primes. An id that is known already, with the same order, is the same job; {@link
   * JobInfo#primes} has them once it is done.
   */
  Reply sell(String id, PrimeOrder order);

  /** Tells how jobs stand, in the order of {@code ids}. */
  Reply[] get(String[] ids);

  /** Cancels a job, if it is not over. */
  Reply cancel(String id);

  /** The {@code host:port} of every living node's thin-client port. */
  String[] endpoints();
}
