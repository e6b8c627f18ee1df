package sellaprime.grid.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.Ledger;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.Progress;
import sellaprime.job.Question;
import sellaprime.job.Setback;

class CarriedJobsTest {
  @TempDir private Path directory;

  private static final Job QUEUED = Job.submitted("q", Question.of("2^89-1"), 5, "t#1", 7);

  private static final Job DONE =
      Job.restored(
          "d",
          new NumberQuestion("9".repeat(200_000), 3, true),
          Long.MAX_VALUE,
          8,
          12,
          JobState.DONE,
          "t#2",
          4,
          List.of(new Setback(Setback.Kind.THREW, "t#1", "ouch \u00e4 \u4e00", 6)),
          new Progress(0.5, new byte[] {1, -1}, 4, 8),
          new Ledger(7, 8, "n\n"),
          Outcome.verdict(Answer.COMPOSITE, "trial division", "a", 9));

  private static final Job CANCELLED =
      Job.restored(
          "c",
          Question.of("4"),
          1,
          2,
          0,
          JobState.CANCELLED,
          "t#1",
          1,
          List.of(),
          null,
          Ledger.NONE,
          Outcome.cancellation(3));

  @Test
  void jobsComeOutAsTheyWentInAsOftenAsAsked() throws IOException {
    try (CarriedJobs carried = new CarriedJobs(directory)) {
      carried.write(
          action -> {
            action.accept(QUEUED);
            action.accept(DONE);
          });
      carried.note(CANCELLED);
      for (int i = 0; i < 2; i++) {
        assertThat(all(carried))
            .usingRecursiveComparison()
            .isEqualTo(List.of(QUEUED, DONE, CANCELLED));
      }
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void nothingIsCarriedBeforeNorAfterwards() throws IOException {
    CarriedJobs carried = new CarriedJobs(directory);
    assertThat(all(carried)).isEmpty();
    carried.close();
    carried.note(QUEUED);
    assertThat(all(carried)).isEmpty();
  }

  @Test
  void whatIsKeptCanBeReadLater() throws IOException {
    CarriedJobs carried = new CarriedJobs(directory);
    assertThat(carried.keep()).as("there is nothing").isNull();
    carried.write(action -> action.accept(QUEUED));
    assertThat(carried.keep()).hasFileName(CarriedJobs.FILE);
    carried.note(DONE);
    carried.note(CANCELLED);
    assertThat(carried.keep()).exists();
    assertThat(directory.toFile().list()).containsExactly(CarriedJobs.FILE);
    try (CarriedJobs later = new CarriedJobs(directory)) {
      assertThat(all(later)).usingRecursiveComparison().isEqualTo(List.of(QUEUED, DONE, CANCELLED));
    }
  }

  @Test
  void whatCannotBeReadIsToldAsSuchAndCanBeTriedAgain() throws IOException {
    try (CarriedJobs carried = new CarriedJobs(directory)) {
      assertThatThrownBy(
              () ->
                  carried.write(
                      action -> {
                        action.accept(QUEUED);
                        throw new IllegalStateException("the cache is gone");
                      }))
          .isInstanceOf(IllegalStateException.class);
      carried.write(action -> action.accept(DONE));
      assertThat(all(carried)).usingRecursiveComparison().isEqualTo(List.of(DONE));
    }
  }

  private static List<Job> all(CarriedJobs carried) {
    List<Job> all = new ArrayList<>();
    carried.forEach(all::add);
    return all;
  }
}
