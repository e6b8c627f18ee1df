package sellaprime.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import sellaprime.metrics.NodeMetrics;
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Doc;

/** {@code /metrics}: figures for Prometheus, also while the node starts or leaves. */
@Path("/metrics")
public final class MetricsResource {
  private final NodeMetrics metrics;

  MetricsResource(NodeMetrics metrics) {
    this.metrics = metrics;
  }

  /** All figures of this node. */
  @GET
  @Produces("text/plain")
  @Doc("Tells the figures of this node, for Prometheus.")
  @Answer(when = "Prometheus' text format.")
  public Response metrics() {
    return Response.ok(metrics.text()).header("Content-Type", NodeMetrics.CONTENT_TYPE).build();
  }
}
