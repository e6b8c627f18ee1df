package sellaprime.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Doc;

/** {@code /v1/cluster}: the nodes, as this one sees them. */
@Path("/v1/cluster")
@Produces(MediaType.APPLICATION_JSON)
public final class ClusterResource {
  private final Backend backend;

  ClusterResource(Backend backend) {
    this.backend = backend;
  }

  /** All nodes, and the arithmetic of this one. */
  @GET
  @Doc("Tells the nodes, and the arithmetic of this one.")
  @Answer(when = "The nodes.", body = ClusterAnswer.class)
  public ClusterAnswer cluster() {
    return ClusterAnswer.of(backend.cluster(), backend.limits());
  }
}
