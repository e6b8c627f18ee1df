package sellaprime.rest;

import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.Batches;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.grid.gateway.Gateway;
import sellaprime.grid.watch.GridWatch;
import sellaprime.primality.input.InputLimits;

/** What the resources delegate to, once the node has started. */
final class Backend {
  private static final int JSON_AROUND_A_NUMBER = 4096;

  private record Open(
      Gateway gateway, Batches batches, ClusterView cluster, GridWatch watch, InputLimits limits) {}

  private volatile @Nullable Open open;
  private volatile boolean closed;

  /** From now on requests are served. */
  void open(
      Gateway gateway, Batches batches, ClusterView cluster, GridWatch watch, InputLimits limits) {
    open = new Open(gateway, batches, cluster, watch, limits);
  }

  /** From now on nothing is served. */
  void close() {
    closed = true;
    Open now = open;
    if (now != null) {
      now.batches().close();
    }
  }

  /**
   * Where work goes.
   *
   * @throws ProblemException 503 if the node is starting
   */
  Gateway gateway() {
    return opened().gateway();
  }

  /**
   * Where lists of numbers go.
   *
   * @throws ProblemException 503 if the node is starting
   */
  Batches batches() {
    return opened().batches();
  }

  /**
   * The nodes.
   *
   * @throws ProblemException 503 if the node is starting
   */
  ClusterView cluster() {
    return opened().cluster();
  }

  /**
   * What happened lately.
   *
   * @throws ProblemException 503 if the node is starting
   */
  GridWatch watch() {
    return opened().watch();
  }

  /** The numbers that are accepted; the usual ones while the node starts. */
  InputLimits limits() {
    Open now = open;
    return now == null ? InputLimits.DEFAULT : now.limits();
  }

  /** True once requests are served. */
  boolean isOpen() {
    return open != null && !closed;
  }

  /** Bytes of a request's body: a number of the greatest length, and what JSON puts around it. */
  int maxBodyBytes() {
    return Math.addExact(limits().maxLength(), JSON_AROUND_A_NUMBER);
  }

  /** True once the node takes no more work. */
  boolean isLeaving() {
    Open now = open;
    return closed || (now != null && now.gateway().isDraining());
  }

  private Open opened() {
    Open now = open;
    if (now == null) {
      throw new ProblemException(503, "this node is starting; try again in a second", 1);
    }
    return now;
  }
}
