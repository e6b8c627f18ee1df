package sellaprime.client;

import org.jspecify.annotations.Nullable;
import sellaprime.client.PendingCall.Step;

/** What a reply means to the call that it answers. Pure: changes neither. */
final class ReplyRules {
  private final boolean retryWhenOverloaded;

  ReplyRules(boolean retryWhenOverloaded) {
    this.retryWhenOverloaded = retryWhenOverloaded;
  }

  /** A missing or senseless reply is taken as UNAVAILABLE: the node could not tell. */
  Next next(PendingCall call, @Nullable Reply reply, long now) {
    if (reply == null) {
      return elsewhere(call);
    }
    return switch (reply.status()) {
      case OK -> ok(call, reply.job(), now);
      case NOT_FOUND -> notFound(call, reply);
      case OVERLOADED -> overloaded(call, reply);
      case UNAVAILABLE -> elsewhere(call);
      case BAD_REQUEST, TOO_LARGE, CONFLICT ->
          new Next.Refused(new JobRefusedException(call.id, reply));
    };
  }

  private static Next ok(PendingCall call, @Nullable JobInfo job, long now) {
    if (job == null) {
      return elsewhere(call);
    }
    if (job.state().isFinal() || !call.kind.untilOver()) {
      return new Next.Over(job);
    }
    return new Next.Ask(
        call.step == Step.SUBMIT || call.step == Step.SELL
            ? AskSchedule.FIRST_ASK
            : AskSchedule.untilNextAsk(now - call.waitingSince));
  }

  /**
   * Accepted jobs do not vanish while a node that keeps them lives, so all of those are gone, or
   * the answer came and expired. The work is a pure function and the id the same: submitting again
   * is harmless.
   */
  private static Next notFound(PendingCall call, Reply reply) {
    if (call.kind.untilOver() && call.accepted && call.isKnown()) {
      return new Next.Resubmit(AskSchedule.pauseAfter(call.losses + 1));
    }
    return new Next.Refused(new JobNotFoundException(call.id, reply));
  }

  /** The switch is about new work only; what was once accepted is repeated in any case. */
  private Next overloaded(PendingCall call, Reply reply) {
    if ((call.step == Step.SUBMIT || call.step == Step.SELL)
        && !call.accepted
        && !retryWhenOverloaded) {
      return new Next.Refused(new JobRefusedException(call.id, reply));
    }
    return new Next.Repeat(AskSchedule.untilRetry(reply.retryAfterMs(), call.setbacks + 1), false);
  }

  private static Next elsewhere(PendingCall call) {
    return new Next.Repeat(AskSchedule.pauseAfter(call.setbacks + 1), true);
  }
}
