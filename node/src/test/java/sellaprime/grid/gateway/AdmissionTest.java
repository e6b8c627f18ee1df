package sellaprime.grid.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.gateway.RefusedException.Reason;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.Question;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

class AdmissionTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private static final long ANN = 1;
  private static final long BOB = 2;

  private final InMemoryJobStore store = new InMemoryJobStore();
  private final InMemoryLoads table = new InMemoryLoads();
  private final ManualClock clock = new ManualClock();
  private final AtomicReference<Double> memory = new AtomicReference<>(0.5);
  private Admission admission = admission(3, HOUR, 1000);
  private int ids;
  private long worked; // and not yet seen, as a job ends as a whole

  private Admission admission(int jobs, long nanos, long chars) {
    return new Admission(
        new Admission.Bounds(jobs, nanos, chars),
        store.unfinished(),
        new LiveTesters(table, node -> true),
        () -> memory.get());
  }

  private String accept(long caller, long nanos, int length) {
    String id = "j" + ids++;
    Job job = Job.submitted(id, Question.of("7".repeat(length)), nanos, "a#1", 1);
    try (Admission.Ticket ticket = admission.enter(caller, nanos, length)) {
      assertThat(ticket).isNotNull();
      store.apply(id, new Submitted(job.submittedBy(caller))).join();
    }
    return id;
  }

  private String accept() {
    return accept(CallerId.OWN, Samples.LARGE, 1);
  }

  private int acceptAll(long caller, long nanos, int length) {
    int accepted = 0;
    try {
      while (true) {
        accept(caller, nanos, length);
        accepted++;
      }
    } catch (RefusedException e) {
      assertThat(e.reason()).isEqualTo(Reason.OVERLOADED);
      return accepted;
    }
  }

  private RefusedException refusal(long caller, long nanos, int length) {
    AtomicReference<RefusedException> refusal = new AtomicReference<>();
    assertThatThrownBy(() -> admission.enter(caller, nanos, length))
        .isInstanceOfSatisfying(RefusedException.class, refusal::set);
    return requireNonNull(refusal.get());
  }

  private RefusedException refusal() {
    return refusal(CallerId.OWN, Samples.LARGE, 1);
  }

  private void end(String id) {
    store.apply(id, Samples.prime("a")).join();
  }

  @Test
  void withoutATesterNothingIsAdmitted() {
    assertThat(refusal().reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(refusal().retryAfterSeconds()).isPositive();
  }

  @Test
  void theBoundGrowsWithTheTesters() {
    table.publish(Samples.idle("a#1", 1));
    assertThat(acceptAll(CallerId.OWN, 1, 1)).isEqualTo(3);
    table.publish(Samples.idle("b#1", 1));
    assertThat(acceptAll(CallerId.OWN, 1, 1)).isEqualTo(3);
  }

  @Test
  void whatIsOverMakesRoom() {
    table.publish(Samples.idle("a#1", 1));
    String first = accept();
    acceptAll(CallerId.OWN, 1, 1);
    end(first);
    accept();
  }

  @Test
  void whatIsOnTheWayCountsAndARefusalDoesNot() {
    table.publish(Samples.idle("a#1", 1));
    List<Admission.Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      tickets.add(admission.enter(CallerId.OWN, 1, 1));
    }
    for (int i = 0; i < 10; i++) {
      assertThat(refusal().reason()).isEqualTo(Reason.OVERLOADED);
    }
    tickets.get(0).close();
    accept();
  }

  @Test
  void fullMemoryRefuses() {
    table.publish(Samples.idle("a#1", 1));
    memory.set(0.95);
    for (int i = 0; i < 10; i++) {
      assertThat(refusal().reason()).isEqualTo(Reason.OVERLOADED);
    }
    memory.set(0.5);
    accept();
  }

  @Test
  void charactersAreBounded() {
    table.publish(Samples.idle("a#1", 1));
    admission = admission(1000, HOUR, 1000);
    assertThat(acceptAll(CallerId.OWN, 1, 300)).isEqualTo(3);
    accept(CallerId.OWN, 1, 100);
  }

  @Test
  void anIdleClusterTakesAnyJobHoweverLong() {
    table.publish(Samples.idle("a#1", 1));
    accept(ANN, 100 * HOUR, 1);
    assertThat(refusal(ANN, 100 * HOUR, 1).getMessage()).contains("is waiting");
  }

  @ParameterizedTest
  @CsvSource({"9500000, 20000", "60000000000, 121"}) // two workers and an hour: 120, and one more
  void twentyThousandSmallJobsFitAndTwentyThousandHugeOnesDoNot(long nanos, int fit) {
    table.publish(Samples.idle("a#1", 1));
    admission = admission(20_000, HOUR, 1 << 20);
    assertThat(acceptAll(CallerId.OWN, nanos, 1)).isBetween(fit - 1, fit);
  }

  @Test
  void aStormOfHugeNumbersLeavesRoomForSmallOnes() {
    table.publish(Samples.idle("a#1", 1));
    admission = admission(20_000, HOUR, 1 << 20);
    acceptAll(ANN, 100 * SECOND, 1);
    accept(BOB, 2 * HOUR, 1);
    assertThat(refusal(BOB, 2 * HOUR, 1).reason()).isEqualTo(Reason.OVERLOADED);
    for (int i = 0; i < 1000; i++) {
      accept(BOB, SECOND / 100, 1);
      accept(ANN, SECOND / 100, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void callersWhoWantAllGetEqualShares(int callers) {
    table.publish(Samples.idle("a#1", 1));
    admission = admission(10_000, HOUR, 1 << 20);
    Random random = Samples.random("shares");
    List<Deque<String>> held = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      held.add(new ArrayDeque<>());
    }
    fill(1, held.get(0)); // the first comes early, and takes all it can get
    assertThat(held.get(0)).hasSize(10_000 * 7 / 8);
    for (int round = 0; round < 4000; round++) {
      for (int n = 0; n < 20; n++) { // some end, whosever they are
        endOneOf(held, random);
      }
      for (boolean anyLetIn = true; anyLetIn; ) { // and all want more, at the same time
        anyLetIn = false;
        for (int i = 0; i < callers; i++) {
          anyLetIn |= acceptInto(i + 1, held.get(i));
        }
      }
    }
    for (Deque<String> one : held) {
      assertThat(one.size()).isBetween(9_000 / callers * 8 / 10, 11_000 / callers);
    }
  }

  private void endOneOf(List<Deque<String>> held, Random random) {
    int which = random.nextInt(held.stream().mapToInt(Deque::size).sum());
    for (Deque<String> one : held) {
      if (which < one.size()) {
        end(one.remove());
        return;
      }
      which -= one.size();
    }
  }

  private boolean acceptInto(long caller, Deque<String> held) {
    try {
      held.add(accept(caller, 1000, 1));
      return true;
    } catch (RefusedException e) {
      assertThat(e.retryAfterSeconds()).isPositive();
      return false;
    }
  }

  private void fill(long caller, Deque<String> held) {
    while (acceptInto(caller, held)) {
      assertThat(held).isNotEmpty();
    }
  }

  @Test
  void whoComesAfterAGreedyOneGetsIn() {
    table.publish(Samples.idle("a#1", 1));
    admission = admission(100, HOUR, 1 << 20);
    assertThat(acceptAll(ANN, 1000, 1)).isEqualTo(88);
    assertThat(acceptAll(BOB, 1000, 1)).isPositive();
    assertThat(refusal(ANN, 1000, 1).getMessage()).contains("this caller's share");
  }

  @Test
  void whatJobsMakeByThemselvesLeavesHalfOfTheRoomToOthers() {
    table.publish(Samples.idle("a#1", 1));
    admission = admission(100, HOUR, 1 << 20);
    int parts = 0;
    for (; admission.isHalfFree(ANN, 0); parts++) {
      accept(ANN, 1000, 1);
    }
    assertThat(parts).isBetween(43, 44); // seven eighths of fifty
    assertThat(admission.isHalfFree(BOB, 0)).isTrue();
    assertThat(admission.isHalfFree(BOB, 7)).isFalse();
    assertThat(acceptAll(ANN, 1000, 1)).isGreaterThan(40);
    assertThat(admission.isHalfFree(BOB, 0)).isFalse();
  }

  @Test
  void aMillionCallersTakeNoMemoryOnceTheirJobsAreOver() {
    table.publish(Samples.idle("a#1", 1));
    admission = admission(10, HOUR, 1 << 20);
    for (int i = 0; i < 100_000; i++) {
      end(accept(1000L + i, 1000, 1));
    }
    assertThat(store.unfinished().backlog().callers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {10_000_000, 500_000_000, 5_000_000_000L, 300_000_000_000L})
  void retryAfterIsTrueForASteadyDrain(long nanos) {
    table.publish(Samples.idle("a#1", 1)); // two workers, as fast as the price list
    admission = admission(200, HOUR, 1 << 20);
    Deque<String> held = new ArrayDeque<>();
    try {
      while (true) {
        held.add(accept(ANN, nanos, 1));
      }
    } catch (RefusedException e) {
      clearsWhenTold(e, held, nanos, nanos / 2);
    }
  }

  @Test
  void retryAfterFollowsTheMeasuredRateWhereThePriceListIsWrong() {
    table.publish(Samples.idle("a#1", 1));
    admission = admission(20_000, HOUR, 1 << 20);
    Deque<String> held = new ArrayDeque<>();
    fill(ANN, held);
    long really = SECOND / 100; // where the price list says a microsecond
    for (int tick = 0; tick < 6; tick++) {
      drain(held, Duration.ofSeconds(2), really);
      admission.tick(TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }
    fill(ANN, held);
    for (int extra = 0; extra < 500; extra++) { // stored by other gateways at the same time
      try (Admission.Ticket ticket = admission.enterAgain(ANN, 1000, 1)) {
        assertThat(ticket).isNotNull();
        String id = "x" + extra;
        store
            .apply(
                id,
                new Submitted(Job.submitted(id, Question.of("7"), 1000, "a#1", 1).submittedBy(ANN)))
            .join();
        held.add(id);
      }
    }
    RefusedException refusal = refusal(ANN, 1000, 1);
    assertThat(refusal.retryAfterSeconds()).isBetween(2, 8);
    clearsWhenTold(refusal, held, 1000, really);
  }

  /**
   * Not before half the time that was told, unless that is under a second; and then there is room.
   */
  private void clearsWhenTold(
      RefusedException e, Deque<String> held, long nanos, long nanosPerEnd) {
    int told = e.retryAfterSeconds();
    if (told > 2) {
      drain(held, Duration.ofSeconds(told / 2), nanosPerEnd);
      refusal(ANN, nanos, 1);
      told -= told / 2;
    }
    drain(held, Duration.ofSeconds(told + 1), nanosPerEnd);
    accept(ANN, nanos, 1);
  }

  private void drain(Deque<String> held, Duration time, long nanosPerEnd) {
    clock.advance(time);
    worked += time.toNanos();
    for (; worked >= nanosPerEnd && !held.isEmpty(); worked -= nanosPerEnd) {
      end(held.remove());
    }
  }

  @Test
  void retryAfterIsAtLeastASecondAndAtMostAnHour() {
    table.publish(Samples.idle("a#1", 1));
    admission = admission(3, HOUR, 1000);
    acceptAll(CallerId.OWN, 1, 1);
    assertThat(refusal().retryAfterSeconds()).isEqualTo(1);
    admission = admission(1000, HOUR, 1000);
    accept(CallerId.OWN, 1000 * HOUR, 1);
    assertThat(refusal(CallerId.OWN, 1000 * HOUR, 1).retryAfterSeconds()).isEqualTo(3600);
  }
}
