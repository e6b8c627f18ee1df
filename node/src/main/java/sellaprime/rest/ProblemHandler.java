package sellaprime.rest;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Renders as problems what fails outside Jersey: bad HTTP, and failures of Jersey itself. */
final class ProblemHandler extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = request.getAttribute(ERROR_STATUS) instanceof Integer given ? given : 500;
    Object message = request.getAttribute(ERROR_MESSAGE);
    Object cause = request.getAttribute(ERROR_EXCEPTION);
    Problem problem =
        Problem.of(
            status,
            detail(
                status,
                message == null ? HttpStatus.getMessage(status) : message.toString(),
                cause instanceof Throwable failure ? failure : null));
    HttpFields.Mutable headers = response.getHeaders();
    ApiHeaders.addTo(request, headers);
    headers.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      headers.put(HttpHeader.RETRY_AFTER, "1");
    }
    if (status == HttpStatus.UNAUTHORIZED_401) {
      headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"sellaprime\"");
    }
    if (status == HttpStatus.URI_TOO_LONG_414) {
      // Jetty closes after one that it did not read to its end: the next must not be sent behind
      // it.
      headers.put(HttpHeader.CONNECTION, "close");
    }
    response.setStatus(status);
    response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
    return true;
  }

  private static String detail(int status, String message, @Nullable Throwable cause) {
    return switch (status) {
      case 400 -> "this is not a valid HTTP request: " + message;
      case 414 -> ExchangeHandler.URI_TOO_LONG;
      case 431 -> "the header fields are too long";
      case 500 -> InternalErrors.logged(Objects.requireNonNullElseGet(cause, Exception::new));
      default -> message;
    };
  }
}
