package sellaprime.grid.tester;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ignite.lifecycle.LifecycleBean;
import org.apache.ignite.lifecycle.LifecycleEventType;
import org.jspecify.annotations.Nullable;

/**
 * Where the node's tester lives: a bean of the node's own Spring context. Ignite hands a copy of
 * the first deployer's service to every node, so the service itself can carry nothing of its node;
 * it asks this instead.
 */
public final class TesterHost implements LifecycleBean {
  private static final long END_SECONDS = 3;

  private final CompletableFuture<Tester.Parts> parts = new CompletableFuture<>();
  private final AtomicInteger incarnations = new AtomicInteger();
  private final Semaphore place = new Semaphore(1);
  private volatile @Nullable Tester current;
  private volatile boolean closed;

  /** Opens the house: from now on testers can start. */
  public void open(Tester.Parts nodeParts) {
    parts.complete(nodeParts);
  }

  /**
   * A new incarnation, in place of the one before, or null once closed or left; waits until the
   * house is open and nobody works in it. When a node dies in the moment in which another one
   * joins, Ignite may start the service twice there: then one of the two waits here until it is
   * cancelled or the other ends. Whoever gets a tester calls {@link #vacate} when that has ended.
   */
  @Nullable Tester next() throws InterruptedException {
    Tester.Parts nodeParts = awaitParts();
    place.acquire();
    Tester last = current;
    if (closed || (last != null && last.hasLeft())) {
      vacate();
      return null;
    }
    Tester tester =
        new Tester(nodeParts.nodeId() + "#" + incarnations.incrementAndGet(), nodeParts);
    current = tester;
    return tester;
  }

  private Tester.Parts awaitParts() throws InterruptedException {
    try {
      return parts.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets the next one in. */
  void vacate() {
    place.release();
  }

  /**
   * Stops the tester at once and lets no other begin. Waits a moment for its row to go: while the
   * row stands, the others take a node that is gone for dead, and what was in hand for suspect.
   */
  public void close() {
    closed = true;
    Tester last = current;
    if (last != null) {
      last.close();
      last.awaitEnd(END_SECONDS);
    }
  }

  /**
   * Ignite stops. Before an orderly stop the tester has been closed; if one is still at work, it is
   * a failure that stops the node.
   */
  @Override
  public void onLifecycleEvent(LifecycleEventType event) {
    Tester last = current;
    if (event == LifecycleEventType.BEFORE_NODE_STOP && last != null) {
      last.keepRow();
    }
  }

  /** The tester that works here now, or null before the first. */
  public @Nullable Tester current() {
    return current;
  }
}
