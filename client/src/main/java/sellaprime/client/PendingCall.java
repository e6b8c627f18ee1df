package sellaprime.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call of a caller, from the moment it is made until its future completes.
 *
 * <p><b>Thread.</b> Made by the caller, then only touched by the I/O thread, except for {@link
 * #future}. A caller who completes or cancels the future has gone away: the call is dropped when
 * its turn comes.
 */
final class PendingCall {
  static final long NEVER = -1;

  /** What the caller wants. */
  enum Kind {
    /** Have the job accepted. */
    SUBMIT(Step.SUBMIT),
    /** Have the job accepted, then wait until it is over. */
    TEST(Step.SUBMIT),
    /** Have an order of primes accepted, then wait until it is over. */
    SELL(Step.SELL),
    /** Wait until the job is over. */
    AWAIT(Step.ASK),
    /** Have lines of a batch accepted. */
    FEED(Step.BATCH),
    /** Get results of a batch. */
    RESULTS(Step.BATCH),
    /** Learn how the job stands. */
    GET(Step.ASK),
    /** Cancel the job. */
    CANCEL(Step.CANCEL);

    final Step first;

    Kind(Step first) {
      this.first = first;
    }

    /** Returns true if the caller waits for the job's end, and not just for a reply. */
    boolean untilOver() {
      return this == TEST || this == SELL || this == AWAIT;
    }
  }

  /** What has to be sent next. */
  enum Step {
    SUBMIT,
    SELL,
    BATCH,
    ASK,
    CANCEL
  }

  final Kind kind;
  final String id;
  final CompletableFuture<JobInfo> future = new CompletableFuture<>();

  /** The number, if this client knows it. */
  @Nullable String number;

  /** The order, of a call that begins with {@link Step#SELL}. */
  @Nullable PrimeOrder order;

  /** What is said, of a call about a batch. */
  @Nullable BatchMessage message;

  /** What was replied last; to be read when the future is completed. */
  volatile @Nullable Reply reply;

  Step step;

  /** True once this client has had the job accepted. */
  boolean accepted;

  /** When the call was made. */
  long createdAt;

  /** Since when an answer is expected: acceptance, or the making of the call. */
  long waitingSince;

  /** When the step is to be sent. */
  long dueAt;

  /** Orders calls that are due at the same time. */
  long sequence;

  /** Replies in a row that asked for patience. */
  int setbacks;

  /** Sends in a row that had no reply. */
  int silences;

  /** How often the cluster has lost the job. */
  int losses;

  /** Since when no node has given a proper reply to this call, or NEVER. */
  long troubleSince = NEVER;

  PendingCall(Kind kind, String id, @Nullable String number) {
    this.kind = kind;
    this.id = id;
    this.number = number;
    this.step = kind.first;
  }

  /** Roughly, the characters that sending and answering take. */
  int size() {
    return id.length() + (number == null ? 0 : number.length());
  }

  /** Returns true if this client knows what was asked, and so could submit it again. */
  boolean isKnown() {
    return number != null || order != null;
  }

  /** Returns true if nobody waits any more. */
  boolean isAbandoned() {
    return future.isDone();
  }
}
