package sellaprime.client;

/**
 * A connection to one node. Whatever a call throws, the connection is of no more use, and what
 * became of the call is unknown. Used by one thread.
 */
interface Connection extends AutoCloseable {
  /** As {@link PrimesService#submit}. */
  Reply[] submit(String[] ids, String[] numbers);

  /** As {@link PrimesService#feed}. */
  Reply feed(String id, long from, String lines, boolean more);

  /** As {@link PrimesService#results}. */
  Reply results(String id, long from, long taken);

  /** As {@link PrimesService#sell}. */
  Reply sell(String id, PrimeOrder order);

  /** As {@link PrimesService#get}. */
  Reply[] get(String[] ids);

  /** As {@link PrimesService#cancel}. */
  Reply cancel(String id);

  /** As {@link PrimesService#endpoints}. */
  String[] endpoints();

  /** Ends it; never throws. */
  @Override
  void close();
}
