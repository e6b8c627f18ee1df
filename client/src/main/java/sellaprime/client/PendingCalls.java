package sellaprime.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import sellaprime.client.PendingCall.Kind;
import sellaprime.client.PendingCall.Step;

/**
 * Every call whose caller still waits: what to send now, and what a reply or the lack of one
 * changes. Knows nothing of sockets; time is handed in, in nanoseconds.
 *
 * <p><b>Guarantees.</b> A call that was added stays here, or in a batch that was taken, until its
 * future is completed. A batch must be brought back: by {@link #replied} for each call, or by
 * {@link #unanswered}.
 *
 * <p><b>Thread.</b> One, the I/O thread. Futures are completed on {@code completer}, one task each,
 * so that no dependent of a caller can block this thread.
 */
final class PendingCalls {
  /** A call's worth of characters; a single longer number travels alone. */
  static final int MAX_BATCH_CHARS = 1 << 20;

  static final long MAX_REMEMBERED_CHARS = 8L << 20;

  private static final Comparator<PendingCall> BY_DUE =
      Comparator.<PendingCall>comparingLong(call -> call.dueAt)
          .thenComparingLong(call -> call.sequence);

  private final ReplyRules rules;
  private final long giveUpAfter;
  private final Executor completer;
  private final Map<Step, PriorityQueue<PendingCall>> queues = new EnumMap<>(Step.class);
  private final AcceptedJobs accepted = new AcceptedJobs(MAX_REMEMBERED_CHARS);
  private long sequence;

  /** {@code giveUpAfter} 0: never. */
  PendingCalls(ReplyRules rules, long giveUpAfter, Executor completer) {
    this.rules = rules;
    this.giveUpAfter = giveUpAfter;
    this.completer = completer;
    for (Step step : Step.values()) {
      queues.put(step, new PriorityQueue<>(BY_DUE));
    }
  }

  private PriorityQueue<PendingCall> queue(Step step) {
    return Objects.requireNonNull(queues.get(step));
  }

  /** A new call, due at once. */
  void add(PendingCall call, long now) {
    call.createdAt = now;
    call.waitingSince = now;
    call.dueAt = now;
    call.sequence = sequence++;
    if (call.kind == Kind.AWAIT) {
      call.number = accepted.number(call.id);
      call.accepted = call.number != null;
    }
    queue(call.step).add(call);
  }

  /** Returns true if nobody waits for anything. */
  boolean isEmpty() {
    return queues.values().stream().allMatch(PriorityQueue::isEmpty);
  }

  /** When the next call is due; Long.MAX_VALUE if there is none. */
  long nextDue() {
    long next = Long.MAX_VALUE;
    for (PriorityQueue<PendingCall> queue : queues.values()) {
      PendingCall first = queue.peek();
      if (first != null) {
        next = Math.min(next, first.dueAt);
      }
    }
    return next;
  }

  /**
   * Takes what can go in one message: due, at most {@code most} calls and {@link #MAX_BATCH_CHARS}
   * characters, no id twice. Calls whose message had no reply share the next one with fewer others
   * each time, so that one that breaks every message ends up alone.
   */
  List<PendingCall> take(Step step, int most, long now) {
    PriorityQueue<PendingCall> queue = queue(step);
    List<PendingCall> batch = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int limit = most;
    long chars = 0;
    for (PendingCall call = queue.peek(); call != null && call.dueAt <= now; call = queue.peek()) {
      if (!call.isAbandoned()) {
        limit = Math.min(limit, company(call));
        chars += call.size();
        boolean fits = batch.size() < limit && chars <= MAX_BATCH_CHARS;
        if (!batch.isEmpty() && (!fits || ids.contains(call.id))) {
          break;
        }
        batch.add(call);
        ids.add(call.id);
      }
      queue.remove();
    }
    return batch;
  }

  private static int company(PendingCall call) {
    return Math.max(1, PrimesService.MAX_BATCH >> Math.min(2 * call.silences, 30));
  }

  /**
   * A call's reply has come.
   *
   * @param reply null if the node gave none, or a senseless one
   * @return true if the node should be left for another
   */
  boolean replied(PendingCall call, @Nullable Reply reply, long now) {
    Next next = rules.next(call, reply, now);
    if (next instanceof Next.Over over) {
      over(call, over.job());
    } else if (next instanceof Next.Refused refused) {
      fail(call, refused.why());
    } else if (next instanceof Next.Ask ask) {
      ask(call, ask.after(), now);
    } else if (next instanceof Next.Resubmit resubmit) {
      call.losses++;
      settle(call);
      put(call, call.order == null ? Step.SUBMIT : Step.SELL, now + resubmit.after());
    } else if (next instanceof Next.Repeat repeat) {
      return repeat(call, repeat, reply, now);
    }
    return false;
  }

  private void over(PendingCall call, JobInfo job) {
    if (job.state().isFinal()) {
      accepted.forget(call.id);
    } else if (call.step == Step.SUBMIT && call.number != null) {
      accepted.remember(call.id, call.number);
    }
    completer.execute(() -> call.future.complete(job));
  }

  private void ask(PendingCall call, long after, long now) {
    if (call.step == Step.SUBMIT && call.number != null) {
      accepted.remember(call.id, call.number);
      call.accepted = true;
      call.waitingSince = now;
    } else if (call.step == Step.SELL) {
      call.accepted = true;
      call.waitingSince = now;
    }
    settle(call);
    put(call, Step.ASK, now + after);
  }

  private boolean repeat(PendingCall call, Next.Repeat repeat, @Nullable Reply reply, long now) {
    call.silences = 0;
    call.setbacks++;
    if (!repeat.elsewhere()) {
      call.troubleSince = PendingCall.NEVER;
    } else if (trouble(call, now)) {
      String detail = reply == null ? null : reply.detail();
      fail(
          call, GaveUp.on(call, giveUpAfter, detail == null ? "no node takes work" : detail, null));
      return true;
    }
    put(call, call.step, now + repeat.after());
    return repeat.elsewhere();
  }

  private static void settle(PendingCall call) {
    call.silences = 0;
    call.setbacks = 0;
    call.troubleSince = PendingCall.NEVER;
  }

  private void put(PendingCall call, Step step, long dueAt) {
    call.step = step;
    call.dueAt = dueAt;
    queue(step).add(call);
  }

  /** The message of these calls had no reply; what became of it is unknown. They stay due. */
  void unanswered(List<PendingCall> batch, Throwable cause, long now) {
    for (PendingCall call : batch) {
      call.silences++;
      if (trouble(call, now)) {
        fail(call, GaveUp.on(call, giveUpAfter, GaveUp.reason(cause), cause));
      } else {
        queue(call.step).add(call);
      }
    }
  }

  /** Returns true if it has lasted for too long. */
  private boolean trouble(PendingCall call, long now) {
    if (call.troubleSince == PendingCall.NEVER) {
      call.troubleSince = now;
    }
    return giveUpAfter > 0 && now - call.troubleSince >= giveUpAfter;
  }

  /**
   * No node can be reached since {@code since}: fails the calls that have waited for too long, and
   * forgets those that nobody waits for.
   */
  void unreachable(long since, Throwable cause, long now) {
    for (PriorityQueue<PendingCall> queue : queues.values()) {
      queue.removeIf(PendingCall::isAbandoned);
      if (giveUpAfter > 0) {
        List<PendingCall> late = new ArrayList<>();
        queue.removeIf(
            call -> now - Math.max(since, call.createdAt) >= giveUpAfter && late.add(call));
        late.forEach(call -> fail(call, GaveUp.on(call, giveUpAfter, GaveUp.reason(cause), cause)));
      }
    }
  }

  /** Fails everything: the client is over. */
  void failAll(String why, @Nullable Throwable cause) {
    for (PriorityQueue<PendingCall> queue : queues.values()) {
      queue.forEach(call -> fail(call, GaveUp.because(call, why, cause)));
      queue.clear();
    }
  }

  private void fail(PendingCall call, PrimesClientException why) {
    completer.execute(() -> call.future.completeExceptionally(why));
  }
}
