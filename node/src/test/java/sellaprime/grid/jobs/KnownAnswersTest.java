package sellaprime.grid.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Question;
import sellaprime.testkit.Samples;

class KnownAnswersTest {
  private final InMemoryJobStore store = new InMemoryJobStore();
  private final KnownAnswers known = new KnownAnswers(store, 2_000);

  private void submit(String id, String number) {
    store.apply(id, Samples.submitted(id, number, "a#1")).join();
  }

  private void answer(String id) {
    store.apply(id, Samples.prime("n")).join();
  }

  @Test
  void knowsWhoIsAboutToAnswerAndWhatWasAnswered() {
    NumberQuestion question = Question.of("7");
    assertThat(known.unfinished(question)).isNull();
    submit("j", "7");
    assertThat(requireNonNull(known.unfinished(question)).owner()).isEqualTo("a#1");
    assertThat(known.find(question)).isNull();
    answer("j");
    assertThat(known.unfinished(question)).isNull();
    assertThat(known.find(question)).isNotNull();
    assertThat(known.find(new NumberQuestion("7", 0, true))).as("the same question").isNotNull();
    assertThat(known.find(Question.of("7", 1))).as("another question").isNull();
    assertThat(known.find(Question.of("8"))).isNull();
  }

  @Test
  void aJobThatWasGivenUpAnswersNothing() {
    submit("j", "7");
    store.apply("j", new Cancelled(1)).join();
    assertThat(known.find(Question.of("7"))).isNull();
    assertThat(known.unfinished(Question.of("7"))).isNull();
  }

  @Test
  void whatIsOverIsForgottenThoughItsNoteWasMissed() {
    submit("asked", "7");
    submit("swept", "9");
    submit("stays", "11");
    store.discard(new TreeSet<>(Set.of("asked", "swept"))); // no change is told of them any more
    assertThat(known.asked()).isEqualTo(3);
    assertThat(known.unfinished(Question.of("7"))).isNull();
    assertThat(known.asked()).isEqualTo(2);
    known.forgetEnded();
    assertThat(known.asked()).isEqualTo(1);
    assertThat(known.unfinished(Question.of("11"))).isNotNull();
  }

  @Test
  void forgetsTheLeastRecentlyUsedFirst() {
    submit("first", "1000");
    answer("first");
    for (int i = 0; i < 100; i++) {
      assertThat(known.find(Question.of("1000"))).as("used after %s others", i).isNotNull();
      submit("j" + i, "" + (2000 + i));
      answer("j" + i);
    }
    assertThat(known.find(Question.of("2000"))).isNull();
    assertThat(known.find(Question.of("2099"))).isNotNull();
  }

  @Test
  void anAnswerFromMemoryIsRememberedToo() {
    submit("j", "7");
    answer("j");
    Job second =
        Job.answered(
            "k", Question.of("7"), 1, requireNonNull(known.find(Question.of("7"))).again(5));
    store.apply("k", new Submitted(second)).join();
    assertThat(known.find(Question.of("7"))).isNotNull();
  }
}
