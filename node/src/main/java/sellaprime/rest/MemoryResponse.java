package sellaprime.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A response that is kept in memory until it is complete, and then sent in one asynchronous write.
 * Jersey writes and blocks until the write is through; so it never waits for a slow client, nor
 * does the thread that happened to complete a job. It is its own completion callback.
 *
 * <p>Answers are small: a job with the longest number accepted. The one that has no end, an event
 * stream, calls {@link #stream()} and writes for itself.
 */
final class MemoryResponse extends Response.Wrapper implements Callback {
  private final Callback callback;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
  private final @Nullable String page;
  private volatile boolean streaming;

  /** {@code page} is the origin of a page of another node that may read the answer, or null. */
  MemoryResponse(Request request, Response response, Callback callback, @Nullable String page) {
    super(request, response);
    this.callback = callback;
    this.page = page;
  }

  /** The one that {@code response} is or wraps. */
  static MemoryResponse of(Response response) {
    return Objects.requireNonNull(Response.as(response, MemoryResponse.class));
  }

  /** From now on writes go out at once. */
  void stream() {
    streaming = true;
    addHeaders();
  }

  /**
   * Sends {@code bytes}, which nobody changes, as all of a successful answer. Its readers share
   * them, however slowly each of them reads.
   */
  void send(String type, byte[] bytes) {
    setStatus(HttpStatus.OK_200);
    getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    stream();
    super.write(true, ByteBuffer.wrap(bytes), callback);
  }

  private void addHeaders() {
    ApiHeaders.addTo(getRequest(), getHeaders());
    if (page != null) {
      MemberPages.allow(page, getHeaders());
    }
  }

  /** Closes the connection, whatever is on its way. */
  void cutOff() {
    getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
  }

  @Override
  public void write(boolean last, @Nullable ByteBuffer bytes, Callback written) {
    if (streaming) {
      super.write(last, bytes, written);
      return;
    }
    if (bytes != null) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      body.writeBytes(copy);
    }
    written.succeeded();
  }

  @Override
  public void reset() {
    body.reset();
    super.reset();
  }

  @Override
  public void succeeded() {
    if (streaming) {
      callback.succeeded();
      return;
    }
    addHeaders();
    super.write(true, ByteBuffer.wrap(body.toByteArray()), callback);
  }

  @Override
  public void failed(Throwable failure) {
    callback.failed(failure);
  }
}
