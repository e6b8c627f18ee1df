package sellaprime.rest;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import sellaprime.grid.batch.BatchException;
import sellaprime.grid.gateway.RefusedException;
import sellaprime.grid.jobs.StoreUnavailableException;
import sellaprime.primality.input.BadNumberException;

/** Renders as problems what goes wrong in resources, and on Jersey's way to them. */
public final class ErrorMapper implements ExceptionMapper<Throwable> {
  /** Nobody knows when results will be taken; who asks again waits for room by that. */
  private static final int FULL_RETRY_SECONDS = 10;

  private final Backend backend;

  ErrorMapper(Backend backend) {
    this.backend = backend;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    Throwable failure = cause(thrown);
    if (failure instanceof ProblemException problem) {
      return answer(
          problem.status(), String.valueOf(problem.getMessage()), problem.retryAfterSeconds());
    }
    if (failure instanceof BadNumberException bad) {
      boolean large = bad.reason() == BadNumberException.Reason.TOO_LARGE;
      return answer(large ? 413 : 400, String.valueOf(bad.getMessage()), 0);
    }
    if (failure instanceof RefusedException refused) {
      return answer(
          status(refused.reason()),
          String.valueOf(refused.getMessage()),
          refused.retryAfterSeconds());
    }
    if (failure instanceof BatchException batch) {
      return answer(status(batch.reason()), String.valueOf(batch.getMessage()), retry(batch));
    }
    if (failure instanceof StoreUnavailableException) {
      return answer(
          503,
          (backend.isLeaving() ? "this node is leaving" : "the cluster did not answer")
              + "; if this was a submission, it is unknown whether it was stored: repeating it"
              + " with the same id, at any node, is safe",
          1);
    }
    if (failure instanceof WebApplicationException web) {
      return answer(web);
    }
    if (backend.isLeaving()) { // Ignite stops below us, and says so in many ways
      return answer(503, "this node is leaving; ask another one", 1);
    }
    return answer(500, InternalErrors.logged(failure), 0);
  }

  private static Throwable cause(Throwable thrown) {
    Throwable failure = thrown;
    while ((failure instanceof CompletionException || failure instanceof ExecutionException)
        && failure.getCause() != null) {
      failure = failure.getCause();
    }
    return failure;
  }

  private static int status(RefusedException.Reason reason) {
    return switch (reason) {
      case BAD_ID -> 422;
      case CONFLICT -> 409;
      case OVERLOADED -> 429;
      case UNAVAILABLE -> 503;
    };
  }

  private static int status(BatchException.Reason reason) {
    return switch (reason) {
      case UNKNOWN -> 404;
      case GONE -> 410;
      case CONFLICT -> 409;
      case FULL -> 429;
      case BUSY, STOPPING -> 503;
    };
  }

  private static int retry(BatchException batch) {
    return switch (batch.reason()) {
      case FULL -> FULL_RETRY_SECONDS;
      case BUSY, STOPPING -> 1;
      case UNKNOWN, GONE, CONFLICT -> 0;
    };
  }

  private static Response answer(WebApplicationException web) {
    Response given = web.getResponse();
    int status = given.getStatus();
    if (status < 400) {
      return given;
    }
    if (status >= 500) {
      return answer(status, InternalErrors.logged(web), 0);
    }
    Response answer = answer(status, detail(web), 0);
    String allow = given.getHeaderString(HttpHeaders.ALLOW);
    if (allow != null) {
      answer.getHeaders().putSingle(HttpHeaders.ALLOW, allow);
    }
    return answer;
  }

  private static String detail(WebApplicationException web) {
    if (web instanceof NotFoundException) {
      return "there is nothing at this path";
    }
    if (web instanceof NotAllowedException) {
      return "this path does not take this method; header Allow has those it takes";
    }
    if (web instanceof NotAcceptableException) {
      return "this path has no answer of the types that header Accept wants";
    }
    if (web instanceof NotSupportedException) {
      return "send the body as Content-Type: application/json";
    }
    return web.getResponse().getStatusInfo().getReasonPhrase();
  }

  private static Response answer(int status, String detail, int retryAfterSeconds) {
    Response.ResponseBuilder response =
        Response.status(status).type(Problem.MEDIA_TYPE).entity(Problem.of(status, detail));
    if (retryAfterSeconds > 0) {
      response.header(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
    }
    return response.build();
  }
}
