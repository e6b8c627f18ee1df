package sellaprime.client;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import sellaprime.client.PendingCall.Step;

/**
 * Keeps a connection to a living node and sends what is due. {@link #step} does one round and says
 * when the next is wanted, so that a test can turn the crank.
 *
 * <p><b>Failures.</b> Whatever a call throws, its connection is given up, and everything without a
 * reply is sent again by the next one, to another node if one is known. Pauses between attempts
 * grow from 50 ms to 1 s and start anew when a node has replied. An Error escapes, with no call
 * lost: the client is broken then.
 *
 * <p><b>Thread.</b> One, except for {@link #reached} and {@link #lastFailure}.
 */
final class ClientLoop {
  private static final System.Logger LOG = System.getLogger(ClientLoop.class.getName());
  private static final long NEVER = -1;

  private final Connector connector;
  private final AddressBook book;
  private final PendingCalls pending;
  private final long refreshEvery;
  private final LongSupplier clock;
  private final CompletableFuture<@Nullable Void> reached = new CompletableFuture<>();

  private @Nullable Connection connection;
  private String address = "";
  private volatile @Nullable Throwable lastFailure;
  private int setbacks;
  private long nextConnectAt;
  private long refreshAt;
  private long outageSince = NEVER;

  /** {@code clock} and {@code refreshEvery} in nanoseconds; the clock starts near 0. */
  ClientLoop(
      Connector connector,
      AddressBook book,
      PendingCalls pending,
      long refreshEvery,
      LongSupplier clock) {
    this.connector = connector;
    this.book = book;
    this.pending = pending;
    this.refreshEvery = refreshEvery;
    this.clock = clock;
    this.nextConnectAt = clock.getAsLong();
  }

  /** Completes when a node has been reached for the first time. */
  CompletableFuture<@Nullable Void> reached() {
    return reached;
  }

  /** Why no node was reached the last time, or null. */
  @Nullable Throwable lastFailure() {
    return lastFailure;
  }

  void add(PendingCall call) {
    pending.add(call, clock.getAsLong());
  }

  /** Sends what is due, one message of each sort, and returns the time of the next step. */
  long step() {
    if (connection == null) {
      if (clock.getAsLong() >= connectAt()) {
        connect();
      }
      return connection == null ? connectAt() : clock.getAsLong();
    }
    boolean sent = send(Step.SUBMIT, PrimesService.MAX_BATCH, ClientLoop::submit);
    sent |= send(Step.SELL, 1, ClientLoop::sell);
    sent |= send(Step.BATCH, 1, ClientLoop::batch);
    sent |= send(Step.ASK, PrimesService.MAX_BATCH, (node, batch) -> node.get(ids(batch)));
    sent |= send(Step.CANCEL, 1, (node, batch) -> new Reply[] {node.cancel(batch.get(0).id)});
    refresh();
    if (connection == null) {
      return connectAt();
    }
    return sent ? clock.getAsLong() : Math.min(pending.nextDue(), refreshAt);
  }

  /** While nobody waits, a cluster that is away is not worth more than an attempt now and then. */
  private long connectAt() {
    return pending.isEmpty() && reached.isDone() ? nextConnectAt + refreshEvery : nextConnectAt;
  }

  private void connect() {
    String candidate = book.next();
    long startedAt = clock.getAsLong();
    try {
      connection = open(candidate);
      address = candidate;
      book.reached(candidate);
      outageSince = NEVER;
      refreshAt = clock.getAsLong() + refreshEvery;
      LOG.log(DEBUG, "Connected to {0}", candidate);
      reached.complete(null);
    } catch (PrimesClientException e) {
      throw e; // no address will do
    } catch (RuntimeException e) {
      book.failed(candidate);
      outage(e, startedAt);
      LOG.log(DEBUG, "Cannot reach {0}, trying on: {1}", candidate, e);
      pending.unreachable(
          outageSince, new IllegalStateException(describe(book.all(), e), e), clock.getAsLong());
    }
  }

  /** A node counts as reached when its service has answered, not when its port has. */
  private Connection open(String candidate) {
    Connection opened = connector.connect(candidate);
    try {
      book.learned(opened.endpoints());
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What was tried, and how it ended. */
  static String describe(List<String> addresses, Throwable lastFailure) {
    return "tried " + String.join(", ", addresses) + "; last: " + GaveUp.reason(lastFailure);
  }

  private interface Sender {
    Reply[] send(Connection node, List<PendingCall> batch);
  }

  private static Reply[] submit(Connection node, List<PendingCall> batch) {
    String[] numbers =
        batch.stream().map(call -> Objects.requireNonNull(call.number)).toArray(String[]::new);
    return node.submit(ids(batch), numbers);
  }

  private static Reply[] sell(Connection node, List<PendingCall> one) {
    PendingCall call = one.get(0);
    return new Reply[] {node.sell(call.id, Objects.requireNonNull(call.order))};
  }

  private static Reply[] batch(Connection node, List<PendingCall> one) {
    return new Reply[] {Objects.requireNonNull(one.get(0).message).send(node)};
  }

  private static String[] ids(List<PendingCall> batch) {
    return batch.stream().map(call -> call.id).toArray(String[]::new);
  }

  private boolean send(Step step, int most, Sender sender) {
    Connection node = connection;
    if (node == null) {
      return false;
    }
    List<PendingCall> batch = pending.take(step, most, clock.getAsLong());
    if (batch.isEmpty()) {
      return false;
    }
    Reply[] replies;
    try {
      replies = sender.send(node, batch);
    } catch (RuntimeException e) {
      pending.unanswered(batch, e, clock.getAsLong());
      lost(e);
      return true;
    } catch (Error e) {
      pending.unanswered(batch, e, clock.getAsLong());
      throw e;
    }
    if (handle(batch, replies)) {
      leave();
    } else {
      setbacks = 0;
    }
    return true;
  }

  private boolean handle(List<PendingCall> batch, @Nullable Reply @Nullable [] replies) {
    boolean complete = replies != null && replies.length == batch.size();
    long now = clock.getAsLong();
    boolean leave = false;
    int handled = 0;
    try {
      for (; handled < batch.size(); handled++) {
        Reply reply = complete && replies != null ? replies[handled] : null;
        batch.get(handled).reply = reply;
        leave |= pending.replied(batch.get(handled), reply, now);
      }
    } finally {
      if (handled < batch.size()) { // a defect of ours; its callers must hear of it all the same
        pending.unanswered(
            batch.subList(handled, batch.size()), new IllegalStateException("Reply lost"), now);
      }
    }
    return leave;
  }

  private void refresh() {
    Connection node = connection;
    if (node == null || clock.getAsLong() < refreshAt) {
      return;
    }
    try {
      book.learned(node.endpoints());
      setbacks = 0;
      refreshAt = clock.getAsLong() + refreshEvery;
    } catch (RuntimeException e) {
      lost(e);
    }
  }

  private void lost(RuntimeException why) {
    LOG.log(DEBUG, "Lost {0}, repeating at another node what has no reply: {1}", address, why);
    book.failed(address);
    disconnect();
    outage(why, clock.getAsLong());
  }

  private void outage(RuntimeException why, long since) {
    lastFailure = why;
    outageSince = outageSince == NEVER ? since : outageSince;
    setbacks++;
    nextConnectAt = clock.getAsLong() + AskSchedule.pauseAfter(setbacks);
  }

  /**
   * The node is there, but cannot serve: try another, at once, since the calls themselves pause.
   */
  private void leave() {
    book.failed(address);
    if (book.all().size() > 1) {
      LOG.log(DEBUG, "Leaving {0} for another node, since it takes no work", address);
      disconnect();
      nextConnectAt = clock.getAsLong();
    }
  }

  private void disconnect() {
    Connection node = connection;
    connection = null;
    if (node != null) {
      node.close();
    }
  }

  /** Closes the connection and fails what is pending. */
  void end(String why, @Nullable Throwable cause) {
    pending.failAll(why, cause);
    disconnect();
  }
}
