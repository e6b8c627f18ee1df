package sellaprime.rest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A body whose sender has to keep up a pace: whoever has us wait for so long, all in all, until the
 * next {@value #LEAST_BYTES} bytes are there, is given up. Time in which we do not read does not
 * count.
 */
final class Pace extends InputStream {
  static final int LEAST_BYTES = 1024;

  private final InputStream in;
  private final long patienceNanos;
  private long waitedNanos;
  private long waitsSince; // 0 if not
  private int bytes;

  Pace(InputStream in, Duration patience) {
    this.in = in;
    this.patienceNanos = patience.toNanos();
  }

  /** Whether its sender is to be given up. */
  synchronized boolean isLost() {
    long now = waitsSince == 0 ? 0 : System.nanoTime() - waitsSince;
    return waitedNanos + now > patienceNanos;
  }

  private synchronized void begin() {
    waitsSince = System.nanoTime() | 1;
  }

  private synchronized void end(int read) {
    waitedNanos += System.nanoTime() - waitsSince;
    waitsSince = 0;
    bytes += Math.max(0, read);
    if (bytes >= LEAST_BYTES) {
      bytes = 0;
      waitedNanos = 0;
    }
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("bodies are read in blocks");
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    begin();
    int read = 0;
    try {
      read = in.read(buffer, offset, length);
      return read;
    } finally {
      end(read);
    }
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }
}
