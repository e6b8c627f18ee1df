package sellaprime.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
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
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.gateway.JobList;
import sellaprime.grid.gateway.JobStatus;

/** {@code /v1/jobs}: submit, list, read, watch and cancel jobs. */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {
  private final Backend backend;
  private final Waits waits;
  private final JobEvents events;
  private final Executor executor;

  /** {@code executor} renders the answers that had to be waited for. */
  JobsResource(Backend backend, Waits waits, JobEvents events, Executor executor) {
    this.backend = backend;
    this.waits = waits;
    this.events = events;
    this.executor = executor;
  }

  /** Accepts a job, and waits for its end as long as the caller prefers. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> submit(
      Submission submission,
      @Context HttpHeaders headers,
      @Context org.eclipse.jetty.server.Request request) {
    Duration wait = Patience.of(headers);
    return waits
        .forEndOf(
            backend.gateway().submit(Callers.of(request), submission.id(), submission.question()),
            wait)
        .thenApplyAsync(status -> JobResponses.submitted(status, wait), executor);
  }

  /** A page of the jobs. */
  @GET
  public JobsAnswer list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("caller") @Nullable String caller,
      @QueryParam("from") @Nullable String from,
      @QueryParam("limit") @Nullable String limit,
      @Context org.eclipse.jetty.server.Request request) {
    JobList.Filter filter = ListOptions.filter(state, kind, caller, Callers.of(request));
    int most = (int) BatchOptions.number("limit", limit, ListOptions.USUAL, JobList.MOST);
    try {
      return JobsAnswer.of(backend.gateway().list(filter, from, most), backend);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(400, "from must be next of an earlier page, as it was given");
    }
  }

  /** The job, when it is over or after {@code wait} seconds. */
  @GET
  @Path("{id}")
  public CompletionStage<JobAnswer> get(
      @PathParam("id") String id, @QueryParam("wait") @Nullable String wait) {
    return waits
        .forEnd(id, Patience.asked(wait, Duration.ZERO))
        .thenApplyAsync(status -> JobAnswer.of(known(id, status)), executor);
  }

  /** Gives up the job, unless it is over. */
  @DELETE
  @Path("{id}")
  public CompletionStage<JobAnswer> cancel(@PathParam("id") String id) {
    return backend
        .gateway()
        .cancel(id)
        .thenApplyAsync(status -> JobAnswer.of(known(id, status)), executor);
  }

  /**
   * Server-sent events: the state of the job now, and each state after it to the last. Jersey only
   * finds the way here; the stream itself bypasses it, because its writes would block.
   */
  @GET
  @Path("{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void events(
      @PathParam("id") String id,
      @Suspended AsyncResponse never,
      @Context org.eclipse.jetty.server.Response response) {
    known(id, backend.gateway().find(id));
    events.watch(
        () -> JobStream.Snapshot.of(backend.gateway().find(id)), MemoryResponse.of(response));
  }

  /** Says that there is a stream, without opening it. */
  @HEAD
  @Path("{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Response eventsHead(@PathParam("id") String id) {
    known(id, backend.gateway().find(id));
    return Response.ok().type(MediaType.SERVER_SENT_EVENTS_TYPE).build();
  }

  private static JobStatus known(String id, @Nullable JobStatus status) {
    if (status == null) {
      throw ProblemException.noJob(id);
    }
    return status;
  }
}
