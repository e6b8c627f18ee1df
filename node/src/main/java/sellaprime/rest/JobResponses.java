package sellaprime.rest;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.gateway.JobStatus;

/** The response to whoever asked for a job's end. */
final class JobResponses {
  private JobResponses() {}

  /** The response to whoever submitted a job and preferred to {@code wait}, if at all. */
  static Response submitted(JobStatus status, @Nullable Duration wait) {
    Response.ResponseBuilder response = of(status);
    if (wait != null) {
      response.header("Preference-Applied", "wait=" + wait.toSeconds());
    }
    return response.build();
  }

  /** 200 when the job is over, else 202 and where to ask again. */
  static Response.ResponseBuilder of(JobStatus status) {
    JobAnswer answer = JobAnswer.of(status);
    return status.isOver()
        ? Response.ok(answer)
        : Response.accepted(answer).header("Location", "/v1/jobs/" + status.job().id());
  }
}
