package sellaprime.grid.sale;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sellaprime.grid.compound.Parts;
import sellaprime.grid.compound.PlanFailedException;
import sellaprime.grid.compound.TestParts;
import sellaprime.grid.jobs.InMemoryJobStore;
import sellaprime.job.Answer;
import sellaprime.job.Finding;
import sellaprime.job.FoundPrime;
import sellaprime.job.FoundPrimes;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.Outcome;
import sellaprime.job.PartIds;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;
import sellaprime.job.SearchQuestion;
import sellaprime.primality.arith.Watch;
import sellaprime.testkit.InMemoryLoads;
import sellaprime.testkit.ManualClock;
import sellaprime.testkit.Samples;

/** The plan alone: the test takes the steps, and answers the pieces. */
class SalePlanTest {
  private static final PrimeSpec LONG = new PrimeSpec(2048, 0, true, null, null);
  private static final PrimeSpec SHORT = new PrimeSpec(64, 0, false, null, null);

  private final InMemoryJobStore store = new InMemoryJobStore();
  private final InMemoryLoads table = new InMemoryLoads();
  private final ManualClock clock = new ManualClock();
  private final Parts parts = TestParts.of("sale", store, table, clock);

  SalePlanTest() {
    table.publish(Samples.idle("a#1", 1));
    table.publish(Samples.idle("b#1", 1)); // two workers each
  }

  private static SalePlan plan(PrimeSpec spec, int count) {
    return new SalePlan(new SaleQuestion(spec, count), new SecureRandom());
  }

  private int submitted() {
    return (int) IntStream.iterate(0, n -> parts.get(n) != null, n -> n + 1).count();
  }

  private Job part(int number) {
    return requireNonNull(parts.get(number), () -> "part " + number);
  }

  private SearchQuestion piece(int number) {
    return (SearchQuestion) part(number).question();
  }

  private void end(int number, JobEvent event) {
    assertThat(store.apply(PartIds.of("sale", number), event).join().isApplied()).isTrue();
  }

  private void answer(int number, String... primes) {
    List<FoundPrime> found =
        List.of(primes).stream()
            .map(prime -> new FoundPrime(prime, Answer.PRIME, "by sight"))
            .toList();
    Finding finding = Finding.result(new FoundPrimes(10, found).text());
    end(number, new Answered(Outcome.of(finding, "a", 7)));
  }

  private void fail(int number) {
    Job part = part(number);
    end(number, new Failed(part.owner(), part.attempt(), "it broke", "a", 7));
  }

  private static FoundPrimes sold(@Nullable Finding finding) {
    return FoundPrimes.parse(requireNonNull(requireNonNull(finding).result()));
  }

  private static List<String> numbers(@Nullable Finding finding) {
    return sold(finding).primes().stream().map(FoundPrime::prime).toList();
  }

  @Test
  void whatIsFoundAtOnceIsOnePiece() {
    SalePlan plan = plan(SHORT, 5);
    assertThat(plan.step(parts)).isNull();
    assertThat(submitted()).isEqualTo(1);
    assertThat(piece(0).count()).isEqualTo(5);
  }

  @Test
  void theRealSearchEndsIt() {
    SalePlan plan = plan(SHORT, 5);
    assertThat(plan.step(parts)).isNull();
    Finding piece = PieceSearch.answer(piece(0), Watch.NONE);
    end(0, new Answered(Outcome.of(piece, "a", 7)));
    assertThat(numbers(plan.step(parts)))
        .hasSize(5)
        .allSatisfy(
            prime -> {
              assertThat(new BigInteger(prime).bitLength()).isEqualTo(64);
              assertThat(new BigInteger(prime).isProbablePrime(40)).isTrue();
            });
  }

  @Test
  void allWorkersSearchFromStartsOfTheirOwn() {
    SalePlan plan = plan(LONG, 1);
    assertThat(plan.step(parts)).isNull();
    assertThat(submitted()).isEqualTo(4 + 1);
    Set<String> seeds = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      assertThat(piece(i).spec()).isEqualTo(LONG);
      assertThat(piece(i).seed()).matches("[0-9a-f]{64}");
      seeds.add(piece(i).seed());
    }
    assertThat(seeds).hasSize(5);
    assertThat(plan.step(parts)).isNull();
    assertThat(submitted()).as("nothing has changed").isEqualTo(5);
  }

  @Test
  void whereRoomIsShortAllSalesTogetherKeepTheWorkersBusyAndNoMore() {
    Parts sharing = TestParts.of("sale", store, table, (caller, onTheWay) -> false);
    assertThat(sharing.mayAdd(0)).isTrue();
    SalePlan plan = plan(LONG, 1000);
    assertThat(plan.step(sharing)).isNull();
    assertThat(submitted()).isEqualTo(4 + 1);
    answer(2);
    assertThat(plan.step(sharing)).isNull();
    assertThat(submitted()).as("one for one").isEqualTo(6);
  }

  @Test
  void aPieceWithoutAPrimeIsFollowedByAnother() {
    SalePlan plan = plan(LONG, 1);
    plan.step(parts);
    answer(3);
    assertThat(plan.step(parts)).isNull();
    assertThat(submitted()).isEqualTo(6);
    answer(0);
    answer(1);
    assertThat(plan.step(parts)).isNull();
    assertThat(submitted()).isEqualTo(8);
  }

  @Test
  void theFirstPrimesEndItInTheOrderOfThePieces() {
    SalePlan plan = plan(LONG, 3);
    plan.step(parts);
    answer(4, "29");
    answer(1, "23", "13");
    assertThat(numbers(plan.step(parts))).containsExactly("23", "13", "29");
    answer(0, "7");
    Finding all = plan.step(parts);
    assertThat(numbers(all)).as("no more than wanted").containsExactly("7", "23", "13");
    assertThat(sold(all).tests()).isEqualTo(30);
  }

  @Test
  void whoTakesOverGoesOnFromWhatWasFound() {
    SalePlan first = plan(LONG, 3);
    first.step(parts);
    answer(0, "7");
    answer(2, "23");
    first.step(parts);
    assertThat(submitted()).isEqualTo(7);
    String seed = piece(1).seed();

    SalePlan second = plan(LONG, 3);
    assertThat(second.step(parts)).isNull();
    assertThat(submitted()).as("enough are under way").isEqualTo(7);
    assertThat(piece(1).seed()).isEqualTo(seed);
    answer(5, "31");
    assertThat(numbers(second.step(parts))).containsExactly("7", "23", "31");
  }

  @Test
  void twoThatBothBelieveItIsTheirsDoNoHarm() {
    SalePlan first = plan(LONG, 1);
    SalePlan second = plan(LONG, 1);
    store.hold();
    first.step(parts);
    second.step(parts);
    store.letGo();
    assertThat(submitted()).isEqualTo(5);
    assertThat(second.step(parts)).isNull();
    assertThat(first.step(parts)).isNull();
    assertThat(submitted()).isEqualTo(5);
    answer(2, "23");
    assertThat(numbers(first.step(parts))).isEqualTo(numbers(second.step(parts)));
  }

  @Test
  void aPieceThatCouldNotBeStoredIsSubmittedAgain() {
    SalePlan plan = plan(LONG, 1);
    store.refuseNext(2);
    assertThat(plan.step(parts)).isNull();
    assertThat(parts.get(0)).isNull();
    assertThat(parts.get(2)).isNotNull();
    assertThat(plan.step(parts)).isNull();
    assertThat(submitted()).isEqualTo(5);
  }

  @Test
  void withoutTestersItWaits() {
    table.remove("a#1");
    table.remove("b#1");
    SalePlan plan = plan(LONG, 1);
    assertThat(plan.step(parts)).isNull();
    assertThat(submitted()).isZero();
    table.publish(Samples.idle("c#1", 1));
    assertThat(plan.step(parts)).isNull();
    assertThat(submitted()).isEqualTo(3);
  }

  @Test
  void aPieceThatFailsOrIsCancelledIsReplaced() {
    SalePlan plan = plan(LONG, 1);
    plan.step(parts);
    fail(0);
    end(1, new Cancelled(7));
    fail(3);
    assertThat(plan.step(parts)).isNull();
    assertThat(submitted()).isEqualTo(8);
    assertThat(plan.step(parts)).as("counted once").isNull();
    fail(2);
    assertThatThrownBy(() -> plan.step(parts))
        .isInstanceOf(PlanFailedException.class)
        .hasMessageContaining("it broke");
  }

  @Test
  void whatIsSettledIsNotedAndThenThrownAwayUnlessItFoundPrimes() {
    SaleQuestion sale = new SaleQuestion(LONG, 3);
    Job whole = Job.submitted("sale", sale, 1, "a#1", clock.millis());
    store.apply("sale", new Submitted(whole)).join();
    SalePlan first = plan(LONG, 3);
    first.step(parts);
    answer(0);
    answer(1, "7");
    answer(2);
    clock.advance(Duration.ofSeconds(6));
    assertThat(first.step(parts)).isNull();
    assertThat(parts.has(0)).as("not before it is noted").isTrue();
    assertThat(parts.ledger().settled()).isEqualTo(3);
    SaleAccount account = SaleAccount.of(parts.ledger().account());
    assertThat(account.tests()).isEqualTo(30);
    assertThat(account.found()).isEqualTo(1);
    assertThat(account.secondsLeft()).isPositive();
    assertThat(first.step(parts)).isNull();
    assertThat(parts.has(0)).isFalse();
    assertThat(parts.has(1)).isTrue();
    assertThat(parts.has(2)).isFalse();

    SalePlan second = plan(LONG, 3);
    assertThat(second.step(parts)).isNull();
    assertThat(parts.has(0)).as("it is not begun anew").isFalse();
    answer(3, "23");
    answer(4, "31");
    Finding finding = second.step(parts);
    assertThat(numbers(finding)).containsExactly("7", "23", "31");
    assertThat(sold(finding).tests()).isEqualTo(50);
    second.cleanUp(parts);
    assertThat(IntStream.range(0, 5)).noneMatch(parts::has);
  }
}
