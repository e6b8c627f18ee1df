package sellaprime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import sellaprime.grid.batch.BatchView;

/** A batch in the JSON of this interface, for others that show batches. */
public final class BatchJson {
  private BatchJson() {}

  /** The object that {@code GET /v1/batches/{id}} answers with. */
  public static JsonNode of(BatchView view) {
    return Json.MAPPER.valueToTree(BatchAnswer.of(view));
  }
}
