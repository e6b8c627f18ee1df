package sellaprime.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A body that comes as long as it likes. A node that loses its power or its network does not close
 * its connections: a read would wait for ever. So a read that has waited for {@code silence} has
 * the node asked for a sign of life, again and again, and fails if there is none.
 *
 * <p>Read by one thread; the signs are asked for in another. Found within one and a half times
 * {@code silence}, and the time that the question may take.
 */
final class WatchedBody extends FilterInputStream {
  private final long silenceNanos;
  private final Supplier<CompletableFuture<Boolean>> isSound;
  private final Future<?> looking;
  private volatile boolean waits;
  private volatile long waitsSince;
  private volatile boolean lost;

  /**
   * Watches {@code body}.
   *
   * @param isSound asks whether there is sense in waiting; false and failure say no
   */
  WatchedBody(
      InputStream body,
      Duration silence,
      ScheduledExecutorService timer,
      Supplier<CompletableFuture<Boolean>> isSound) {
    super(body);
    this.silenceNanos = silence.toNanos();
    this.isSound = isSound;
    long half = silenceNanos / 2;
    this.looking = timer.scheduleWithFixedDelay(this::look, half, half, TimeUnit.NANOSECONDS);
  }

  private void look() {
    long since = waitsSince;
    if (waits && System.nanoTime() - since > silenceNanos) {
      var unused =
          isSound
              .get()
              .exceptionally(failure -> false)
              .thenAccept(
                  sound -> {
                    if (!sound && waits && waitsSince == since) {
                      giveUp();
                    }
                  });
    }
  }

  private void giveUp() {
    lost = true;
    try {
      in.close(); // the read fails
    } catch (IOException e) {
      // It fails all the same.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    waitsSince = System.nanoTime();
    waits = true;
    try {
      int count = in.read(bytes, offset, length);
      if (lost) {
        throw new IOException("the node fell silent");
      }
      return count;
    } catch (IOException e) {
      throw lost ? new IOException("the node fell silent", e) : e;
    } finally {
      waits = false;
    }
  }

  @Override
  public void close() throws IOException {
    looking.cancel(false);
    super.close();
  }
}
