package sellaprime.rest;

import org.eclipse.jetty.server.Request;

/** A request whose body is as long as its sender likes: Jersey finds the way, and reads nothing. */
final class FeedRequest extends MemoryRequest {
  private static final byte[] NOTHING = {};

  FeedRequest(Request request) {
    super(request, NOTHING);
  }

  /** Whether {@code request} brings the lines of a batch. */
  static boolean isOne(Request request) {
    return request.getMethod().equals("POST")
        && "/v1/batches".equals(request.getHttpURI().getPath());
  }

  /** The one that {@code request} is or wraps. */
  static FeedRequest of(Request request) {
    FeedRequest feed = Request.as(request, FeedRequest.class);
    if (feed == null) {
      throw new ProblemException(400, "send batches to the path /v1/batches, as it stands");
    }
    return feed;
  }

  /** The request as Jetty has it, body and all. */
  Request source() {
    return getWrapped();
  }
}
