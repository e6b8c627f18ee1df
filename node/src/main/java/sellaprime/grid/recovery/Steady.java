package sellaprime.grid.recovery;

import org.slf4j.Logger;

/**
 * A task that is run again and again whatever happens to it: thrown on, one exception or error, as
 * of a thread that cannot be started, would end its schedule without a word.
 */
public final class Steady implements Runnable {
  private final Logger log;
  private final String trouble;
  private final Runnable task;
  private boolean failing; // of the thread that runs it

  /** {@code trouble} is a sentence for the log: told once, until the task has got through again. */
  public Steady(Logger log, String trouble, Runnable task) {
    this.log = log;
    this.trouble = trouble;
    this.task = task;
  }

  @Override
  public void run() {
    try {
      task.run();
      failing = false;
    } catch (RuntimeException | Error e) {
      if (!failing) {
        log.warn(trouble, e);
      }
      failing = true;
    }
  }
}
