package sellaprime.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns the connection. Starts once, stops once; stopping again does nothing. When
 * it ends, for whatever reason, every future is completed and {@code completer} is shut down.
 */
final class ClientThread {
  static final String NAME = "sellaprime-client-io";
  static final String CLOSED = "The client was closed";

  private final ClientLoop loop;
  private final LongSupplier clock;
  private final ExecutorService completer;
  private final Inbox inbox = new Inbox();
  private final Thread thread = new Thread(this::run, NAME);
  private volatile String why = CLOSED;
  private volatile @Nullable Throwable cause;

  ClientThread(ClientLoop loop, LongSupplier clock, ExecutorService completer) {
    this.loop = loop;
    this.clock = clock;
    this.completer = completer;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Hands a call over. If the client is over, its future fails instead, in the calling thread. */
  void add(PendingCall call) {
    if (!inbox.add(call)) {
      call.future.completeExceptionally(
          new PrimesClientException(
              why + "; job " + call.id + " was not sent", call.id, false, cause));
    }
  }

  /** Ends the thread, even amid a call to a frozen node, and waits up to 2 s for that. */
  void stop() {
    inbox.close();
    thread.interrupt();
    try {
      thread.join(SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!inbox.isClosed()) {
        inbox.drain().forEach(loop::add);
        long next = loop.step();
        inbox.await(next - clock.getAsLong());
      }
    } catch (Throwable e) { // nobody else would tell the callers
      why = "The client has broken down: " + GaveUp.reason(e);
      cause = e;
      loop.reached().completeExceptionally(e);
    } finally {
      inbox.close();
      boolean ignored = Thread.interrupted(); // closing a connection has to wait for its threads
      inbox.drain().forEach(loop::add);
      loop.end(why, cause);
      completer.shutdown();
    }
  }
}
