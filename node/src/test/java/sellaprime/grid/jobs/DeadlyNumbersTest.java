package sellaprime.grid.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Question;
import sellaprime.job.Setback;
import sellaprime.testkit.Samples;

class DeadlyNumbersTest {
  private static final NumberQuestion SEVEN = Question.of("7");

  private final InMemoryJobStore store = new InMemoryJobStore();
  private final DeadlyNumbers deadly = new KnownAnswers(store, 0).deadly();

  private void submit(String id, String owner) {
    store.apply(id, Samples.submitted(id, "7", owner)).join();
  }

  private void die(String id, String from, int attempt, String to) {
    store.apply(id, Reassigned.afterCrash(from, attempt, to, Samples.node(from), 5)).join();
  }

  @Test
  void deathsCountTogetherWhateverTheIds() {
    assertThat(deadly.isEmpty()).isTrue();
    submit("i", "a#1");
    submit("j", "a#1");
    die("i", "a#1", 1, "b#1");
    die("j", "a#1", 1, "b#1");
    assertThat(deadly.of(SEVEN)).as("one death, of two jobs").hasSize(1);
    die("j", "b#1", 2, "c#1");
    store.apply("j", new Cancelled(6)).join();
    submit("k", "c#1");
    assertThat(deadly.poison(SEVEN, 9)).isNull();
    die("k", "c#1", 1, "d#1");
    assertThat(deadly.of(SEVEN)).extracting(Setback::tester).containsExactly("a#1", "b#1", "c#1");
    assertThat(requireNonNull(deadly.poison(new NumberQuestion("7", 0, true), 9)).reason())
        .startsWith("poison")
        .endsWith("died on a, died on b, died on c");
    assertThat(deadly.poison(Question.of("8"), 9)).isNull();
    assertThat(deadly.poison(Question.of("7", 1), 9)).as("another question").isNull();
  }

  @Test
  void anAnswerClearsTheNumber() {
    submit("i", "a#1");
    die("i", "a#1", 1, "b#1");
    store.apply("i", Samples.prime("b")).join();
    assertThat(deadly.isEmpty()).isTrue();
  }

  @Test
  void aDeathIsForgottenWithTheLastJobThatTellsOfIt() {
    submit("i", "a#1");
    submit("j", "b#1");
    die("i", "a#1", 1, "b#1");
    die("j", "b#1", 1, "c#1");
    store.discard(new TreeSet<>(List.of("i"))).join();
    assertThat(deadly.of(SEVEN)).extracting(Setback::tester).containsExactly("b#1");
  }

  @Test
  void whatThrewIsNoDeath() {
    submit("i", "a#1");
    store.apply("i", Reassigned.afterThrow("a#1", 1, "b#1", "X on a", 5)).join();
    assertThat(deadly.of(SEVEN)).isEmpty();
  }
}
