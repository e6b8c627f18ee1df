package sellaprime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import sellaprime.grid.gateway.JobStatus;

/** A job in the JSON of this interface, for others that show jobs. */
public final class JobJson {
  private JobJson() {}

  /** The object that {@code GET /v1/jobs/{id}} answers with. */
  public static JsonNode of(JobStatus status) {
    return Json.MAPPER.valueToTree(JobAnswer.of(status));
  }
}
