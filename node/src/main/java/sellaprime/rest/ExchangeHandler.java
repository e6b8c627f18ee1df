package sellaprime.rest;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import sellaprime.metrics.HttpMeters;

/**
 * Stands between Jetty and Jersey: bounds the URI and the body, asks who is there, reads the body
 * before a thread is given to it, keeps the answer until it is complete, and lets a request wait
 * longer than its connection may idle. A batch, of whatever length, is let through unread.
 */
final class ExchangeHandler extends Handler.Wrapper {
  /** Characters of a path with its query. */
  static final int MAX_URI = 16 << 10;

  static final String URI_TOO_LONG =
      "the URI is longer than " + MAX_URI + " characters; send long numbers to POST /v1/jobs";

  private final Backend backend;
  private final Doorkeeper doorkeeper;
  private final Deadlines deadlines;
  private final HttpMeters meters;
  private final MemberPages pages;
  private final AtomicLong heldBytes = new AtomicLong();
  private int inFlight;

  ExchangeHandler(
      Handler jersey,
      Backend backend,
      Doorkeeper doorkeeper,
      Deadlines deadlines,
      MemberPages pages,
      HttpMeters meters) {
    super(jersey);
    this.pages = pages;
    this.backend = backend;
    this.doorkeeper = doorkeeper;
    this.deadlines = deadlines;
    this.meters = meters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    enter();
    TraceParent.note(request);
    long start = System.nanoTime();
    Request.addCompletionListener(request, failure -> leave(request, response, start));
    request.addIdleTimeoutListener(timeout -> false);
    String page = pages.sender(request);
    MemoryResponse answer = new MemoryResponse(request, response, callback, page);
    int maxBytes = backend.maxBodyBytes();
    if (length(request.getHttpURI()) > MAX_URI) {
      Response.writeError(request, answer, answer, 414, URI_TOO_LONG);
    } else if (page != null && MemberPages.isPreflight(request)) {
      MemberPages.answerPreflight(answer); // has no key with it, and tells only what may be sent
    } else if (!doorkeeper.admit(request)) {
      Response.writeError(request, answer, answer, 401, Doorkeeper.WHO_ARE_YOU);
    } else if (FeedRequest.isOne(request)) {
      deadlines.met(request); // its pace is watched instead
      // One that is refused is not read: its sender must not send the next request behind it.
      answer.getHeaders().put(HttpHeader.CONNECTION, "close");
      serve(new FeedRequest(request), answer);
    } else if (request.getLength() > maxBytes) {
      refuseBody(request, answer, maxBytes);
    } else {
      read(request, answer, maxBytes);
    }
    return true;
  }

  private static int length(HttpURI uri) {
    String pathQuery = uri.getPathQuery();
    return pathQuery == null ? 0 : pathQuery.length();
  }

  private static void refuseBody(Request request, MemoryResponse answer, int maxBytes) {
    String detail = "a body has at most " + maxBytes + " bytes";
    Response.writeError(request, answer, answer, 413, detail);
  }

  private void read(Request request, MemoryResponse answer, int maxBytes) {
    Thread first = Thread.currentThread();
    BodyReader.Reader next =
        new BodyReader.Reader() {
          @Override
          public void complete(byte[] body) {
            deadlines.met(request);
            Runnable serve = () -> serve(new MemoryRequest(request, body), answer);
            if (Thread.currentThread() == first) {
              serve.run();
            } else { // one of Jetty's callbacks, which are to be short
              getServer().getThreadPool().execute(serve);
            }
          }

          @Override
          public void tooLong() {
            refuseBody(request, answer, maxBytes);
          }

          @Override
          public void noRoom() {
            String detail = "too many requests are being read at the moment; try again later";
            Response.writeError(request, answer, answer, 503, detail);
          }

          @Override
          public void broken(Throwable failure) {
            if (failure instanceof TimeoutException) {
              Response.writeError(request, answer, answer, 408, "the body did not come in time");
            } else {
              Response.writeError(request, answer, answer, failure);
            }
          }
        };
    BodyReader reader = new BodyReader(request, maxBytes, heldBytes, next);
    Request.addCompletionListener(request, failure -> heldBytes.addAndGet(-reader.held()));
    reader.run();
  }

  private void serve(Request request, MemoryResponse answer) {
    RouteFeature.serving(request);
    try {
      if (!super.handle(request, answer, answer)) {
        Response.writeError(request, answer, answer, 404);
      }
    } catch (Exception e) {
      Response.writeError(request, answer, answer, e);
    } finally {
      RouteFeature.serving(null);
    }
  }

  private synchronized void enter() {
    inFlight++;
  }

  private void leave(Request request, Response response, long start) {
    long nanos = System.nanoTime() - start;
    int status = response.getStatus();
    meters.answered(RouteFeature.of(request), request.getMethod(), status, nanos);
    RequestLog.ended(request, status, nanos);
    leave(request);
  }

  private synchronized void leave(Request request) {
    deadlines.renew(request);
    inFlight--;
    notifyAll();
  }

  /** How many requests are under way. */
  synchronized int inFlight() {
    return inFlight;
  }

  /** Waits until no request is in flight, at most {@code patience}. */
  synchronized void awaitQuiet(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toMillis();
        inFlight > 0 && left > 0;
        left = Duration.ofNanos(deadline - System.nanoTime()).toMillis()) {
      wait(left);
    }
  }
}
