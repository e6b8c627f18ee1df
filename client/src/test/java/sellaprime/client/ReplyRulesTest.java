package sellaprime.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sellaprime.client.PendingCall.Kind;
import sellaprime.client.PendingCall.Step;

class ReplyRulesTest {
  private final ReplyRules patient = new ReplyRules(true);
  private final ReplyRules hasty = new ReplyRules(false);

  private static PendingCall call(Kind kind) {
    return new PendingCall(kind, "id", kind.first == Step.SUBMIT ? "7" : null);
  }

  private static Reply job(JobInfo.State state) {
    return Reply.of(new JobInfo("id", "7", state, null, null, null, null, 1, 0, 0));
  }

  private static Reply refused(Reply.Status status) {
    return Reply.refused(status, "why", 0);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsOverIsOverForEveryone(Kind kind) {
    assertThat(patient.next(call(kind), job(JobInfo.State.FAILED), 0))
        .isInstanceOf(Next.Over.class);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyThoseWhoWaitForTheEndAskOn(Kind kind) {
    Next next = patient.next(call(kind), job(JobInfo.State.RUNNING), 0);
    assertThat(next).isInstanceOf(kind.untilOver() ? Next.Ask.class : Next.Over.class);
  }

  @Test
  void theFirstQuestionFollowsAcceptanceByAMillisecond() {
    assertThat(patient.next(call(Kind.TEST), job(JobInfo.State.QUEUED), 0))
        .isEqualTo(new Next.Ask(MILLISECONDS.toNanos(1)));
  }

  @Test
  void aLostJobIsSubmittedAgainIfThisClientHadItAcceptedAndKnowsItsNumber() {
    PendingCall own = call(Kind.TEST);
    own.step = Step.ASK;
    own.accepted = true;
    assertThat(patient.next(own, refused(Reply.Status.NOT_FOUND), 0))
        .isInstanceOf(Next.Resubmit.class);
    Next foreign = patient.next(call(Kind.AWAIT), refused(Reply.Status.NOT_FOUND), 0);
    assertThat(((Next.Refused) foreign).why()).isInstanceOf(JobNotFoundException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reply.Status.class,
      names = {"BAD_REQUEST", "TOO_LARGE", "CONFLICT"})
  void aRefusalForGoodGoesToTheCaller(Reply.Status status) {
    Next next = patient.next(call(Kind.SUBMIT), refused(status), 0);
    assertThat(((JobRefusedException) ((Next.Refused) next).why()).status()).isEqualTo(status);
  }

  @Test
  void anOverloadedClusterIsAskedAgainUnlessTheCallerWantsToKnow() {
    Reply overloaded = Reply.refused(Reply.Status.OVERLOADED, "busy", 200);
    assertThat(patient.next(call(Kind.SUBMIT), overloaded, 0))
        .isEqualTo(new Next.Repeat(MILLISECONDS.toNanos(200), false));
    assertThat(hasty.next(call(Kind.SUBMIT), overloaded, 0)).isInstanceOf(Next.Refused.class);
  }

  @Test
  void aJobThatWasOnceAcceptedIsNotGivenUpForOverload() {
    PendingCall lost = call(Kind.TEST);
    lost.accepted = true;
    assertThat(hasty.next(lost, refused(Reply.Status.OVERLOADED), 0))
        .isInstanceOf(Next.Repeat.class);
  }

  @Test
  void aNodeThatCannotTellIsLeftForAnother() {
    Next elsewhere = new Next.Repeat(AskSchedule.pauseAfter(1), true);
    assertThat(patient.next(call(Kind.GET), refused(Reply.Status.UNAVAILABLE), 0))
        .isEqualTo(elsewhere);
    assertThat(patient.next(call(Kind.GET), null, 0)).isEqualTo(elsewhere);
  }
}
