package sellaprime.rest;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads one body into memory, asynchronously, and stops at a bound: what comes after it is never
 * read. All bodies together have a bound of their own.
 */
final class BodyReader implements Runnable {
  /** What becomes of the body; exactly one is called, once. */
  interface Reader {
    /** All of it, within the bound. */
    void complete(byte[] body);

    /** It is longer than the bound. */
    void tooLong();

    /** There is no room for it now. */
    void noRoom();

    /** It could not be read to its end. */
    void broken(Throwable failure);
  }

  private static final long ALL_BODIES = 32L << 20;

  private final Request request;
  private final int maxBytes;
  private final AtomicLong held;
  private final Reader reader;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

  /** {@code held} counts the bytes that all bodies hold; see {@link #held()}. */
  BodyReader(Request request, int maxBytes, AtomicLong held, Reader reader) {
    this.request = request;
    this.maxBytes = maxBytes;
    this.held = held;
    this.reader = reader;
  }

  /** Reads what is there, and comes back when there is more. */
  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        reader.broken(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      boolean fits = chunk.remaining() <= maxBytes - body.size();
      boolean room = !fits || keep(chunk);
      chunk.release();
      if (!fits) {
        reader.tooLong();
        return;
      }
      if (!room) {
        reader.noRoom();
        return;
      }
      if (last) {
        reader.complete(body.toByteArray());
        return;
      }
    }
  }

  private boolean keep(Content.Chunk chunk) {
    int size = chunk.remaining();
    if (held.get() + size > ALL_BODIES) {
      return false;
    }
    held.addAndGet(size);
    byte[] copy = new byte[size];
    chunk.getByteBuffer().get(copy);
    body.writeBytes(copy);
    return true;
  }

  /** Bytes this one holds, and counted: to be given back when the request is over. */
  int held() {
    return body.size();
  }
}
