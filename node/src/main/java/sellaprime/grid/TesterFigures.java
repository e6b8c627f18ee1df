package sellaprime.grid;

/**
 * How one node tests at the moment, keeper or tester. Cheap, but for {@link
 * #oldestWaitingSeconds()}: one pass over its tester's queue.
 */
public interface TesterFigures {
  /** Whether it takes work. */
  boolean isReady();

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
}
