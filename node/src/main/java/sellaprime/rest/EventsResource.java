package sellaprime.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Doc;

/** {@code /v1/events}: the grid as it works. */
@Path("/v1/events")
@Produces(MediaType.SERVER_SENT_EVENTS)
public final class EventsResource {
  private final Backend backend;
  private final JobEvents events;
  private final GridPicture picture;

  EventsResource(Backend backend, JobEvents events, GridPicture picture) {
    this.backend = backend;
    this.events = events;
    this.picture = picture;
  }

  /** Server-sent events without end. Bypasses Jersey, as all event streams do. */
  @GET
  @Doc("Watches the grid: server-sent events without end; see rest-api.md for their names.")
  @Answer(when = "The stream.")
  public void events(
      @Suspended AsyncResponse never, @Context org.eclipse.jetty.server.Response response) {
    backend.watch(); // throws while the node is starting
    events.watch(picture, MemoryResponse.of(response));
  }

  /** Says that there is a stream, without opening it. */
  @HEAD
  @Doc("Says that there is a stream, without opening it.")
  @Answer(when = "There is one.")
  public Response head() {
    backend.watch();
    return Response.ok().type(MediaType.SERVER_SENT_EVENTS_TYPE).build();
  }
}
