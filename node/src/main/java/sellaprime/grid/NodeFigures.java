package sellaprime.grid;

/**
 * How one node stands at the moment. Cheap, but for {@link #oldestWaitingSeconds()}: one pass over
 * this tester's queue. A node whose Ignite has stopped may throw instead.
 */
public interface NodeFigures {
  /** Whether it takes work. */
  boolean isReady();

  /** Nodes in the cluster, as this one sees it. */
  int nodes();

  /** Threads that test. */
  int workers();

  /** Jobs that wait at this node's tester. */
  int waiting();

  /** Jobs in its workers' hands. */
  int running();

  /** Age of the oldest job that waits here. */
  double oldestWaitingSeconds();

  /** Workers that were given up and whose threads still run. */
  int hungThreads();

  /** Batches that this node oversees. */
  int batches();

  /** Sales that this node oversees. */
  int sales();

  /** Unfinished jobs of the cluster, as this node has them. */
  int unfinished();

  /** What they are expected to cost on one core of a plain machine. */
  double unfinishedSeconds();

  /** Jobs of this node's copy of the job cache, over or not. */
  long storedJobs();

  /** Rows of its copy of the load cache. */
  long loadRows();

  /** What is used of the memory for jobs. */
  long memoryUsedBytes();

  /** The memory for jobs. */
  long memoryMaxBytes();

  /** How full the fullest of memory, heap and disk is: 0 to 1. */
  double roomUsed();

  /** Whether jobs are kept on disk, too. */
  boolean isDurable();

  /** The write-ahead log, in bytes; 0 without. */
  long walBytes();

  /** Free space where the jobs are kept on disk; 0 if they are not. */
  long diskFreeBytes();
}
