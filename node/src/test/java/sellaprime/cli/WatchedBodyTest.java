package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedBodyTest {
  private static final Duration SILENCE = Duration.ofMillis(20);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  /** Nothing comes of it until it is closed. */
  private static final class Silent extends InputStream {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("closed");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private WatchedBody watched(InputStream body, Supplier<CompletableFuture<Boolean>> isSound) {
    return new WatchedBody(body, SILENCE, timer, isSound);
  }

  @Test
  void aNodeThatShowsSignsOfLifeIsWaitedFor() throws IOException {
    CountDownLatch asked = new CountDownLatch(5);
    try (PipedOutputStream node = new PipedOutputStream();
        WatchedBody body =
            watched(
                new PipedInputStream(node),
                () -> {
                  asked.countDown();
                  return CompletableFuture.completedFuture(true);
                })) {
      Thread writer =
          new Thread(
              () -> {
                try {
                  asked.await();
                  node.write(7);
                  node.flush();
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      writer.start();
      assertThat(body.read()).isEqualTo(7);
    }
  }

  @Test
  void oneThatDoesNotIsLeft() throws IOException {
    try (WatchedBody body =
        watched(new Silent(), () -> CompletableFuture.failedFuture(new IOException("no")))) {
      assertThatThrownBy(body::read).hasMessage("the node fell silent");
    }
  }

  @Test
  void soIsOneThatKeepsBackWhatItHas() throws IOException {
    try (WatchedBody body = watched(new Silent(), () -> CompletableFuture.completedFuture(false))) {
      assertThatThrownBy(body::read).hasMessage("the node fell silent");
    }
  }
}
