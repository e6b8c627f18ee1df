package sellaprime.grid;

/** How a keeper stands at the moment. Cheap. One whose Ignite has stopped may throw instead. */
public interface NodeFigures extends TesterFigures {
  /** Nodes in the cluster, as this one sees it. */
  int nodes();

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
