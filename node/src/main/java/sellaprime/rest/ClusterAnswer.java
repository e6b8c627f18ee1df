package sellaprime.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.primality.arith.Kernels;
import sellaprime.primality.bulk.BulkTest;
import sellaprime.primality.input.InputLimits;

/**
 * The nodes of the cluster, the longest in it first, and what the one that answers computes with.
 *
 * @param maxDigits how long a number it accepts
 */
record ClusterAnswer(List<ClusterView.Node> nodes, int maxDigits, Engine engine)
    implements JsonAnswer {

  /**
   * The engine of one node.
   *
   * @param node its name
   * @param bulk how many numbers are tested together, or why one by one
   */
  record Engine(String node, List<Kernel> kernels, String bulk) {}

  /**
   * A kind of arithmetic.
   *
   * @param bits the sizes for which it is used now; empty if for none
   * @param unavailable why it cannot be had; left out if it can
   */
  record Kernel(String name, String bits, @Nullable String unavailable) {}

  static ClusterAnswer of(ClusterView cluster, InputLimits limits) {
    List<Kernel> kernels =
        Kernels.describe().stream()
            .map(kernel -> new Kernel(kernel.name(), kernel.sizes(), kernel.whyNot()))
            .toList();
    return new ClusterAnswer(
        cluster.nodes(),
        limits.maxDigits(),
        new Engine(cluster.local().name(), kernels, BulkTest.describe()));
  }
}
