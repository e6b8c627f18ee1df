package sellaprime.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import sellaprime.access.Scope;
import sellaprime.grid.batch.BatchView;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.job.BatchQuestion;
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Body;
import sellaprime.rest.openapi.Doc;
import sellaprime.rest.openapi.Problems;

/** {@code /v1/batches}: feed, watch, read and cancel batches. */
@Path("/v1/batches")
public final class BatchesResource {
  private final Backend backend;
  private final BatchStreams streams;
  private final JobEvents events;
  private final Executor executor;

  /** {@code executor} renders the answers that had to be waited for. */
  BatchesResource(Backend backend, BatchStreams streams, JobEvents events, Executor executor) {
    this.backend = backend;
    this.streams = streams;
    this.events = events;
    this.executor = executor;
  }

  /** Takes lines in, as many as there are, and answers when all are stored. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @Doc("Feeds a list of numbers, as long as it may be.")
  @Body(doc = "A number per line, or one of the other formats.")
  @Answer(
      status = 202,
      when = "Every live node has stored all of it.",
      body = BatchAnswer.class,
      headers = "Location")
  @Problems({400, 408, 409, 422, 429})
  public void feed(
      @QueryParam("id") @Doc("Its id; a random one if absent.") @Nullable String id,
      @QueryParam("ask")
          @Doc(
              value = "What is asked of each.",
              values = {"prime", "safe-prime"})
          @Nullable String ask,
      @QueryParam("rounds") @Doc("Strong tests to random bases besides.") @Nullable String rounds,
      @QueryParam("strict") @Doc("true: a line that cannot be read fails it.")
          @Nullable String strict,
      @QueryParam("until-prime") @Doc("Stop at so many primes.") @Nullable String untilPrime,
      @QueryParam("from") @Doc("Number of the first line sent, from 1.") @Nullable String from,
      @QueryParam("more") @Doc("true: more lines will follow.") @Nullable String more,
      @QueryParam("ready") @Doc("true: a number per line, no format looked for.")
          @Nullable String ready,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      @Suspended AsyncResponse answer,
      @Context Request request) {
    BatchQuestion batch = BatchOptions.question(ask, rounds, strict, untilPrime);
    long first = BatchOptions.number("from", from, 1, Long.MAX_VALUE);
    boolean goesOn = BatchOptions.flag("more", more);
    LineForm form = BatchMedia.formOf(type, BatchOptions.flag("ready", ready));
    FeedRequest lines = FeedRequest.of(request);
    RequestLog.concerns(request, id);
    backend
        .batches()
        .open(Callers.of(request), id, batch)
        .thenApply(job -> RequestLog.accepted(request, job))
        .thenAcceptAsync(
            opened -> {
              String key = opened.job().id();
              streams.feed(
                  key, lines, first, goesOn, form, () -> answer.resume(fed(key)), answer::resume);
            },
            executor)
        .exceptionally(
            failure -> {
              answer.resume(failure);
              return null;
            });
  }

  private Response fed(String id) {
    return Response.accepted(BatchAnswer.of(known(id)))
        .header("Location", "/v1/batches/" + id)
        .build();
  }

  /** How it stands. */
  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Doc("Tells how a batch stands.")
  @Answer(when = "The batch.", body = BatchAnswer.class)
  @Problems(404)
  public BatchAnswer get(@PathParam("id") @Doc("Its id.") String id) {
    return BatchAnswer.of(known(id));
  }

  /** Gives up the batch, unless it is over. */
  @DELETE
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Doc("Cancels a batch, unless it is over.")
  @Answer(when = "The batch as it then stands.", body = BatchAnswer.class)
  @Problems(404)
  public CompletionStage<BatchAnswer> cancel(@PathParam("id") @Doc("Its id.") String id) {
    known(id);
    return backend
        .gateway()
        .cancel(id)
        .thenApplyAsync(status -> BatchAnswer.of(known(id)), executor);
  }

  /** Server-sent events: how it stands, whenever that changes, to its end. */
  @GET
  @Path("{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Doc("Watches a batch: server-sent events named progress, to its end.")
  @Answer(when = "The stream.")
  @Problems(404)
  public void events(
      @PathParam("id") @Doc("Its id.") String id,
      @Suspended AsyncResponse never,
      @Context org.eclipse.jetty.server.Response response) {
    known(id);
    events.watch(
        () -> JobStream.Snapshot.of(backend.batches().find(id)), MemoryResponse.of(response));
  }

  /** The results, in the order of the lines, as they come. Bypasses Jersey as event streams do. */
  @GET
  @Path("{id}/results")
  @Produces({BatchMedia.NDJSON_TYPE, MediaType.TEXT_PLAIN, BatchMedia.RESULTS_TYPE})
  @Doc("Reads results in the order of the lines, as they come, to the end of the batch.")
  @Answer(when = "A result per line; or blocks of them, as the command line reads them.")
  @Problems({400, 404, 410})
  public void results(
      @PathParam("id") @Doc("Its id.") String id,
      @QueryParam("from") @Doc("Number of the first line wanted.") @Nullable String from,
      @QueryParam("framed") @Doc("true: a line with number and length before each block.")
          @Nullable String framed,
      @Context HttpHeaders headers,
      @Suspended AsyncResponse never,
      @Context org.eclipse.jetty.server.Response response) {
    streams.results(
        id,
        BatchOptions.number("from", from, 1, Long.MAX_VALUE),
        BatchMedia.accepted(headers.getAcceptableMediaTypes().get(0)),
        BatchOptions.flag("framed", framed),
        MemoryResponse.of(response));
  }

  /**
   * Throws results away, up to line {@code through}: their reader has them. Of a batch that is over
   * they are gone when this is answered.
   */
  @DELETE
  @Path("{id}/results")
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(Scope.SUBMIT)
  @Doc("Throws results away that are not needed any more.")
  @Answer(when = "The batch.", body = BatchAnswer.class)
  @Problems({400, 404})
  public CompletionStage<BatchAnswer> taken(
      @PathParam("id") @Doc("Its id.") String id,
      @QueryParam("through") @Doc("Up to this line.") @Nullable String through) {
    if (through == null) {
      throw new ProblemException(400, "through must tell up to which line");
    }
    return backend
        .batches()
        .taken(id, BatchOptions.number("through", through, 0, Long.MAX_VALUE))
        .thenApplyAsync(done -> BatchAnswer.of(known(id)), executor);
  }

  private BatchView known(String id) {
    BatchView view = backend.batches().find(id);
    if (view == null) {
      throw new ProblemException(404, "there is no batch " + id);
    }
    return view;
  }
}
