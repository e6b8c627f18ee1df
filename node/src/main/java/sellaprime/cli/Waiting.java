package sellaprime.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** How a command waits for answers: until a deadline, and on a terminal not in silence. */
final class Waiting {
  private static final long PATIENCE_MS = 2_000;

  private final double deadline;

  /** For {@code seconds} from now on, which may be infinite. */
  Waiting(double seconds) {
    this.deadline = System.nanoTime() + seconds * 1e9;
  }

  /** Waits for {@code answer}; on a terminal tells every few seconds for how many already. */
  <T> T on(CompletableFuture<T> answer, LongConsumer still)
      throws InterruptedException, ExecutionException, TimeoutException {
    long start = System.nanoTime();
    while (true) {
      double left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new TimeoutException();
      }
      try {
        return answer.get((long) Math.min(left / 1e6 + 1, PATIENCE_MS), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (Boolean.getBoolean("sellaprime.terminal")) {
          still.accept(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        }
      }
    }
  }
}
