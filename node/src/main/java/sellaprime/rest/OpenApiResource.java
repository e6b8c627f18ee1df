package sellaprime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import sellaprime.access.Scope;
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Doc;
import sellaprime.rest.openapi.OpenApi;

/** {@code /openapi.json}: this interface, described for programs. Made when first asked for. */
@Path("/openapi.json")
public final class OpenApiResource {
  /** Of these, none asks for a key, and all but {@code readyz} answer while the node starts. */
  private static final Set<Class<?>> OPEN =
      Set.of(HealthResource.class, OpenApiResource.class, ApiPageResource.class, WebResource.class);

  private final List<Class<?>> resources;
  private volatile byte @Nullable [] document;

  /** Describes {@code resources}. */
  OpenApiResource(List<Class<?>> resources) {
    this.resources = resources;
  }

  /** The document. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Doc("This interface, as an OpenAPI document.")
  @Answer(when = "The document.", body = AnyObject.class)
  public Response openApi() {
    byte[] now = document;
    if (now == null) {
      now = bytes();
      document = now;
    }
    return Response.ok(now).build();
  }

  /** An object of whatever fields. */
  record AnyObject() {}

  /** Whether resources of {@code type} are open to whoever reaches the port. */
  static boolean isOpen(Class<?> type) {
    return OPEN.contains(type);
  }

  private byte[] bytes() {
    String version =
        Objects.requireNonNullElse(
            OpenApiResource.class.getPackage().getImplementationVersion(), "development");
    OpenApi.Rules rules =
        new OpenApi.Rules(
            RouteFeature::template,
            OpenApiResource::common,
            method -> isOpen(method.getDeclaringClass()),
            status -> status + " " + HttpStatus.getMessage(status) + ".",
            Problem.class);
    try {
      return Json.MAPPER.writeValueAsBytes(OpenApi.of(resources, version, rules));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the document cannot be rendered", e);
    }
  }

  private static Collection<Integer> common(Method method) {
    Class<?> resource = method.getDeclaringClass();
    Set<Integer> statuses = new TreeSet<>(List.of(406, 414));
    if (!isOpen(resource)) {
      statuses.add(401);
      if (ScopeFeature.needed(method) != Scope.READ) {
        statuses.add(403);
      }
      if (resource != MetricsResource.class) {
        statuses.add(503);
      }
    }
    return statuses;
  }
}
