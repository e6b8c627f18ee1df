package sellaprime.faults;

/**
 * A time in which a node may have been cut off from the others, so that what it says of jobs that
 * it never saw means nothing.
 *
 * @param from nanoseconds of the run
 * @param to the same
 * @param node its place in the cluster, or {@link #ANY} in a split, where either side is apart
 */
record Window(long from, long to, int node) {
  static final int ANY = -1;

  boolean covers(Event event) {
    return event.to() >= from
        && event.from() <= to
        && (node == ANY || event.node() == ANY || event.node() == node);
  }
}
