package sellaprime.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Doc;
import sellaprime.rest.openapi.Problems;

/** {@code /livez} and {@code /readyz}, for whoever restarts nodes or sends work to them. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
  private final Backend backend;

  HealthResource(Backend backend) {
    this.backend = backend;
  }

  /** The server runs. */
  @GET
  @Path("livez")
  @Doc("Tells whether the server runs.")
  @Answer(when = "It does.", body = HealthAnswer.class)
  public HealthAnswer live() {
    return new HealthAnswer("live");
  }

  /** The node takes work. */
  @GET
  @Path("readyz")
  @Doc("Tells whether the node takes work.")
  @Answer(when = "It does.", body = HealthAnswer.class)
  @Problems(503)
  public HealthAnswer ready() {
    if (backend.isLeaving()) {
      throw new ProblemException(503, "this node is leaving; ask another one", 1);
    }
    if (!backend.gateway().isReady()) {
      throw new ProblemException(503, "no tester takes work at the moment", 1);
    }
    return new HealthAnswer("ready");
  }
}
