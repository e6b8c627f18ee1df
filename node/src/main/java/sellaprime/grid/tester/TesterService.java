package sellaprime.grid.tester;

import org.apache.ignite.resources.SpringResource;
import org.apache.ignite.services.Service;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ignite's node singleton {@code tester}: keeps one tester at work on its node, a new incarnation
 * whenever one dies, until the service is cancelled.
 *
 * <p>Ignite only logs what {@code execute} throws and restarts nothing, hence the loop.
 */
public final class TesterService implements Service {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(TesterService.class);
  private static final long PAUSE_MS = 200;

  @SpringResource(resourceClass = TesterHost.class)
  private transient @Nullable TesterHost host;

  private transient volatile @Nullable Tester tester;
  private transient volatile @Nullable Thread thread;
  private transient volatile boolean cancelled;

  @Override
  public void execute() throws InterruptedException {
    TesterHost house = host;
    if (house == null) {
      throw new IllegalStateException("no TesterHost bean in this node's Spring context");
    }
    thread = Thread.currentThread();
    while (!cancelled) {
      tester = null; // cancel() interrupts who waits for a place
      Tester next = house.next();
      if (next == null) {
        return;
      }
      try {
        tester = next;
        if (!cancelled) {
          run(next);
        }
      } finally {
        house.vacate();
      }
    }
  }

  private static void run(Tester tester) throws InterruptedException {
    try {
      tester.run();
    } catch (RuntimeException | Error e) {
      log.error("Tester {} died; the next one starts in {} ms", tester.id(), PAUSE_MS, e);
      Thread.sleep(PAUSE_MS); // not to spin if the next one dies at once as well
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    Tester current = tester;
    if (current != null) {
      current.close();
    }
    Thread waiting = thread;
    if (waiting != null && current == null) {
      waiting.interrupt(); // still waits for the house to open
    }
  }
}
