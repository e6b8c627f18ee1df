package sellaprime.grid.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.batch.BatchException.Reason;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;

/** Feeding while there is no room. */
@Timeout(60)
class FeederTest {
  private volatile double roomUsed;
  private volatile double roomUsedSoon = Double.NaN;
  private final MemoryBatch memory = new MemoryBatch(new BatchQuestion(Ask.PRIME, 0, false, 0));
  private final Batches batches = memory.batches(this::roomUsed);

  private double roomUsed() {
    double now = roomUsed;
    roomUsed = Double.isNaN(roomUsedSoon) ? now : roomUsedSoon;
    return now;
  }

  private long feed(String lines, long from, @Nullable Duration patience) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(lines.getBytes(UTF_8));
    return batches.feed(
        "b", new Batches.Sent(bytes, from, true, LineForm.READY, patience), () -> false);
  }

  @Test
  void whoWaitsForRoomIsToldAfterAWhileAndWhatWasFedStays() throws IOException {
    assertThat(feed("3\n5\n", 1, null)).isEqualTo(2);
    roomUsed = 0.7;
    assertThatThrownBy(() -> feed("7\n", 3, Duration.ofMillis(50)))
        .isInstanceOfSatisfying(
            BatchException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FULL))
        .hasMessageContaining("70 % full")
        .hasMessageContaining("below 60 %");
    roomUsed = 0.6;
    assertThat(feed("7\n", 3, Duration.ZERO)).isEqualTo(3);
  }

  @Test
  void whoHasPatienceWaitsUntilThereIsRoom() throws IOException {
    roomUsed = 0.7;
    roomUsedSoon = 0.1;
    assertThat(feed("7\n", 1, null)).isEqualTo(1);
  }
}
