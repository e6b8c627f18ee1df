package sellaprime.rest;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request whose body is here in full: reading it never blocks. Its path is a proper one. */
class MemoryRequest extends Request.Wrapper {
  private final HttpURI uri;
  private final byte[] body;
  private Content.@Nullable Chunk next;

  MemoryRequest(Request request, byte[] body) {
    super(request);
    HttpURI sent = request.getHttpURI();
    String path = sent.getPath();
    this.uri =
        path == null
            ? sent
            : HttpURI.build(sent).path(RawPath.encode(path)).query(sent.getQuery()).asImmutable();
    this.body = body;
    this.next = Content.Chunk.from(ByteBuffer.wrap(body), true);
  }

  @Override
  public HttpURI getHttpURI() {
    return uri;
  }

  @Override
  public long getLength() {
    return body.length;
  }

  @Override
  public Content.Chunk read() {
    Content.Chunk chunk = next == null ? Content.Chunk.EOF : next;
    next = null;
    return chunk;
  }

  @Override
  public void demand(Runnable onContent) {
    onContent.run();
  }
}
