package sellaprime.rest;

import jakarta.ws.rs.core.Response;
import sellaprime.grid.gateway.JobStatus;

/** The response to whoever asked for a job's end. */
final class JobResponses {
  private JobResponses() {}

  /** 200 when the job is over, else 202 and where to ask again. */
  static Response.ResponseBuilder of(JobStatus status) {
    JobAnswer answer = JobAnswer.of(status);
    return status.isOver()
        ? Response.ok(answer)
        : Response.accepted(answer).header("Location", "/v1/jobs/" + status.job().id());
  }
}
