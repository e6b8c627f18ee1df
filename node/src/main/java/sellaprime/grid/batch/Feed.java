package sellaprime.grid.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One sender of lines, seen from outside its thread. */
final class Feed {
  private final Thread thread = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;
  private boolean reading; // guarded by this

  boolean isStopped() {
    return stopped;
  }

  /** Has it stop soon, also if it waits for its sender. */
  void stop() {
    stopped = true;
    synchronized (this) {
      if (reading) { // and not in the middle of something that an interruption would break
        thread.interrupt();
      }
    }
  }

  boolean awaitEnd(long seconds) {
    try {
      return ended.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void end() {
    ended.countDown();
  }

  /** {@code in}, whose reads end when this is stopped. */
  InputStream guarded(InputStream in) {
    return new InputStream() {
      @Override
      public int read() {
        throw new UnsupportedOperationException("lines are read in blocks");
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        enter();
        try {
          return in.read(bytes, offset, length);
        } finally {
          leave();
        }
      }

      @Override
      public int available() throws IOException {
        return in.available();
      }
    };
  }

  private synchronized void enter() throws IOException {
    if (stopped) {
      throw new IOException("this feed was stopped");
    }
    reading = true;
  }

  private synchronized void leave() {
    reading = false;
    if (stopped) {
      Thread.interrupted(); // it has done its work
    }
  }
}
