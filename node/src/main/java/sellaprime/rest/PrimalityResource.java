package sellaprime.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import sellaprime.access.Scope;
import sellaprime.grid.gateway.Gateway;
import sellaprime.job.Question;
import sellaprime.primality.Verdict;
import sellaprime.primality.input.NumberExpression;
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Doc;
import sellaprime.rest.openapi.Problems;

/** {@code /v1/primality}: a question, and its answer in the same breath where possible. */
@Path("/v1/primality")
@Produces(MediaType.APPLICATION_JSON)
public final class PrimalityResource {
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

  private final Backend backend;
  private final Waits waits;
  private final Executor executor;

  /** {@code executor} renders the answers that had to be waited for. */
  PrimalityResource(Backend backend, Waits waits, Executor executor) {
    this.backend = backend;
    this.waits = waits;
    this.executor = executor;
  }

  /**
   * Answers a small number in place, rounds or not, as it is proved; makes any other a job, and
   * waits for its end.
   */
  @GET
  @Path("{number: .*}")
  @Needs(Scope.SUBMIT)
  @Doc("Tests a number: a small one at once, any other by a job.")
  @Answer(when = "The answer.", body = JobAnswer.class)
  @Answer(
      status = 202,
      when = "The job is not over yet.",
      body = JobAnswer.class,
      headers = "Location")
  @Problems({400, 413, 429})
  public CompletionStage<Response> test(
      @PathParam("number") @Doc("The number, or an expression.") String text,
      @QueryParam("wait") @Doc("Seconds to wait, at most 300; 60 if absent.") @Nullable String wait,
      @QueryParam("rounds") @Doc("Strong tests to random bases besides, 0 to 1000.")
          @Nullable String asked,
      @Context org.eclipse.jetty.server.Request request) {
    int rounds = Rounds.asked(asked);
    Duration patience = Patience.asked(wait, USUAL_PATIENCE);
    Gateway gateway = backend.gateway();
    if (gateway.isDraining()) {
      throw new ProblemException(503, "this node is leaving; ask another one", 1);
    }
    NumberExpression number = gateway.parse(text);
    Verdict verdict = gateway.answerInPlace(number);
    if (verdict != null) {
      String node = backend.cluster().local().name();
      return CompletableFuture.completedFuture(
          Response.ok(JobAnswer.inPlace(number.text(), verdict, node)).build());
    }
    return gateway
        .submit(Callers.of(request), null, Question.of(number.text(), rounds))
        .thenApply(job -> RequestLog.accepted(request, job))
        .thenCompose(
            accepted ->
                waits
                    .forEnd(accepted.job().id(), patience)
                    .thenApply(status -> status == null ? accepted : status))
        .thenApplyAsync(status -> JobResponses.of(status).build(), executor);
  }
}
