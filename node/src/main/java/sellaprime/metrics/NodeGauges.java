package sellaprime.metrics;

import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.NodeFigures;
import sellaprime.grid.TesterFigures;

/**
 * How a node stands, figure by figure. Those that begin with {@code sellaprime.cluster} are of the
 * whole cluster as this node sees it: all nodes tell the same, so take the maximum and not the sum.
 */
final class NodeGauges {
  /** Registers one of them, looked up in figures of type {@code F}. */
  interface Registry<F> {
    void add(String name, @Nullable String unit, String help, ToDoubleFunction<F> figure);
  }

  private NodeGauges() {}

  /** Those of every node. */
  static void registerTester(Registry<TesterFigures> all) {
    all.add(
        "sellaprime.ready", null, "1 while this node takes work.", node -> node.isReady() ? 1 : 0);
    all.add("sellaprime.workers", null, "Jobs this node tests at a time.", TesterFigures::workers);
    all.add(
        "sellaprime.queue.jobs",
        null,
        "Jobs that wait at this node's tester.",
        TesterFigures::waiting);
    all.add(
        "sellaprime.queue.oldest.age",
        "seconds",
        "Time since the submission of the oldest job that waits at this node.",
        TesterFigures::oldestWaitingSeconds);
    all.add(
        "sellaprime.running.jobs",
        null,
        "Jobs in the hands of this node's workers.",
        TesterFigures::running);
    all.add(
        "sellaprime.hung.threads",
        null,
        "Workers that were given up, and whose threads still take processor time.",
        TesterFigures::hungThreads);
  }

  /**
   * Those that a keeper has besides.
   *
   * @param sums for what is added up over nodes, and so has to be a number always
   * @param all for the others: no value while there is no node
   */
  static void registerKeeper(Registry<NodeFigures> sums, Registry<NodeFigures> all) {
    sums.add(
        "sellaprime.batches",
        null,
        "Batches that run, overseen by this node.",
        NodeFigures::batches);
    sums.add(
        "sellaprime.sales", null, "Sales that run, overseen by this node.", NodeFigures::sales);
    all.add(
        "sellaprime.cluster.nodes",
        null,
        "Keepers in the cluster, as this one sees it.",
        NodeFigures::nodes);
    all.add(
        "sellaprime.cluster.testers",
        null,
        "Rows of the load cache, one for each tester, as this node has them.",
        NodeFigures::loadRows);
    all.add(
        "sellaprime.cluster.unfinished.jobs",
        null,
        "Unfinished jobs of the cluster, as this node has them.",
        NodeFigures::unfinished);
    all.add(
        "sellaprime.cluster.unfinished.work",
        "seconds",
        "What they are expected to take on one core of a plain machine.",
        NodeFigures::unfinishedSeconds);
    all.add(
        "sellaprime.cluster.stored.jobs",
        null,
        "Jobs of the job cache, over or not, as this node has them.",
        NodeFigures::storedJobs);
    all.add(
        "sellaprime.store.memory.used",
        "bytes",
        "Used of this node's memory for jobs, outside the heap.",
        NodeFigures::memoryUsedBytes);
    all.add(
        "sellaprime.store.memory.max",
        "bytes",
        "This node's memory for jobs, outside the heap.",
        NodeFigures::memoryMaxBytes);
    all.add(
        "sellaprime.room.used",
        "ratio",
        "How full the fullest of memory, heap and disk is; above 0.9 jobs are refused.",
        NodeFigures::roomUsed);
    sums.add("sellaprime.durable", null, "1 with --data.", node -> node.isDurable() ? 1 : 0);
    sums.add(
        "sellaprime.wal.size",
        "bytes",
        "This run's write-ahead log on disk; 0 without --data.",
        NodeFigures::walBytes);
    all.add(
        "sellaprime.disk.free",
        "bytes",
        "Free space where jobs are kept on disk; 0 without --data.",
        NodeFigures::diskFreeBytes);
  }
}
