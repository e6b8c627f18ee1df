package sellaprime.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Body;
import sellaprime.rest.openapi.Doc;
import sellaprime.rest.openapi.Problems;

/** {@code /v1/primes}: primes for sale. A sale is a job; {@code /v1/jobs} has the rest. */
@Path("/v1/primes")
@Produces(MediaType.APPLICATION_JSON)
public final class PrimesResource {
  private final Backend backend;
  private final Waits waits;
  private final Executor executor;

  /** {@code executor} renders the answers that had to be waited for. */
  PrimesResource(Backend backend, Waits waits, Executor executor) {
    this.backend = backend;
    this.waits = waits;
    this.executor = executor;
  }

  /** Accepts a sale, and waits for its end as long as the caller prefers. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Doc("Orders new primes; with header Prefer: wait=SECONDS, waits for them.")
  @Body(value = Bodies.SaleRequest.class, doc = "What the primes have to be.")
  @Answer(when = "The job is over.", body = JobAnswer.class)
  @Answer(
      status = 202,
      when = "The job is accepted: every live node has stored it.",
      body = JobAnswer.class,
      headers = "Location")
  @Problems({400, 409, 413, 415, 422, 429})
  public CompletionStage<Response> sell(
      SaleOrder order,
      @Context HttpHeaders headers,
      @Context org.eclipse.jetty.server.Request request) {
    Duration wait = Patience.of(headers);
    RequestLog.concerns(request, order.id());
    return waits
        .forEndOf(
            backend
                .gateway()
                .submit(Callers.of(request), order.id(), order.question())
                .thenApply(job -> RequestLog.accepted(request, job)),
            wait)
        .thenApplyAsync(status -> JobResponses.submitted(status, wait), executor);
  }
}
