package sellaprime.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

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
  public HealthAnswer live() {
    return new HealthAnswer("live");
  }

  /** The node takes work. */
  @GET
  @Path("readyz")
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
