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
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Body;
import sellaprime.rest.openapi.Doc;
import sellaprime.rest.openapi.Problems;

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
  @Doc("Submits a number to be tested; with header Prefer: wait=SECONDS, waits for the answer.")
  @Body(value = Bodies.JobRequest.class, doc = "The number, and what else is wanted.")
  @Answer(when = "The job is over.", body = JobAnswer.class)
  @Answer(
      status = 202,
      when = "The job is accepted: every live node has stored it.",
      body = JobAnswer.class,
      headers = "Location")
  @Problems({400, 409, 413, 415, 422, 429})
  public CompletionStage<Response> submit(
      Submission submission,
      @Context HttpHeaders headers,
      @Context org.eclipse.jetty.server.Request request) {
    Duration wait = Patience.of(headers);
    RequestLog.concerns(request, submission.id());
    return waits
        .forEndOf(
            backend
                .gateway()
                .submit(Callers.of(request), submission.id(), submission.question())
                .thenApply(job -> RequestLog.accepted(request, job)),
            wait)
        .thenApplyAsync(status -> JobResponses.submitted(status, wait), executor);
  }

  /** A page of the jobs. */
  @GET
  @Doc("Lists jobs, page by page: the unfinished ones, then what ended, the latest first.")
  @Answer(when = "A page of them.", body = JobsAnswer.class)
  @Problems(400)
  public JobsAnswer list(
      @QueryParam("state")
          @Doc(
              value = "Only those in this state.",
              values = {"unfinished", "queued", "running", "done", "failed", "cancelled"})
          @Nullable String state,
      @QueryParam("kind")
          @Doc(
              value = "Only those of this kind.",
              values = {"number", "batch", "sale"})
          @Nullable String kind,
      @QueryParam("caller") @Doc(value = "Only those of whoever asks.", values = "me")
          @Nullable String caller,
      @QueryParam("from") @Doc("The next of the page before.") @Nullable String from,
      @QueryParam("limit") @Doc("How many at most, up to 200.") @Nullable String limit,
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
  @Doc("Reads a job, or waits for its end.")
  @Answer(when = "The job as it stands.", body = JobAnswer.class)
  @Problems({400, 404})
  public CompletionStage<JobAnswer> get(
      @PathParam("id") @Doc("Its id.") String id,
      @QueryParam("wait") @Doc("Seconds to wait for the job's end, at most 300.")
          @Nullable String wait,
      @Context org.eclipse.jetty.server.Request request) {
    RequestLog.concerns(request, id);
    return waits
        .forEnd(id, Patience.asked(wait, Duration.ZERO))
        .thenApplyAsync(status -> JobAnswer.of(known(id, status)), executor);
  }

  /** Gives up the job, unless it is over. */
  @DELETE
  @Path("{id}")
  @Doc("Cancels a job, unless it is over.")
  @Answer(when = "The job as it then stands.", body = JobAnswer.class)
  @Problems(404)
  public CompletionStage<JobAnswer> cancel(
      @PathParam("id") @Doc("Its id.") String id,
      @Context org.eclipse.jetty.server.Request request) {
    RequestLog.concerns(request, id);
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
  @Doc("Watches a job: server-sent events named state, each with the job, to its end.")
  @Answer(when = "The stream.")
  @Problems(404)
  public void events(
      @PathParam("id") @Doc("Its id.") String id,
      @Suspended AsyncResponse never,
      @Context org.eclipse.jetty.server.Response response) {
    RequestLog.concerns(response.getRequest(), id);
    known(id, backend.gateway().find(id));
    events.watch(
        () -> JobStream.Snapshot.of(backend.gateway().find(id)), MemoryResponse.of(response));
  }

  /** Says that there is a stream, without opening it. */
  @HEAD
  @Path("{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Doc("Says whether there is a stream, without opening it.")
  @Answer(when = "There is one.")
  @Problems(404)
  public Response eventsHead(@PathParam("id") @Doc("Its id.") String id) {
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
