package sellaprime.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import sellaprime.metrics.HttpMeters;

/** Notes in each request by which route it went, as a template: {@code /v1/jobs/{id}}. */
public final class RouteFeature implements DynamicFeature {
  private static final String ATTRIBUTE = "sellaprime.route";
  private static final Pattern EXPRESSION = Pattern.compile("\\{\\s*(\\w+)\\s*:[^}]*}");
  private static final Pattern SLASHES = Pattern.compile("/+");

  /** What this thread serves: Jersey's filters know nothing of Jetty's requests. */
  private static final ThreadLocal<@Nullable Request> served = new ThreadLocal<>();

  RouteFeature() {}

  /** This thread serves {@code request} from now on, or none. */
  static void serving(@Nullable Request request) {
    if (request == null) {
      served.remove();
    } else {
      served.set(request);
    }
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Path method = resource.getResourceMethod().getAnnotation(Path.class);
    context.register(
        new Note(template(resource.getResourceClass().getAnnotation(Path.class), method)));
  }

  static String template(@Nullable Path type, @Nullable Path method) {
    String path =
        "/" + (type == null ? "" : type.value()) + (method == null ? "" : "/" + method.value());
    String named = EXPRESSION.matcher(path).replaceAll("{$1}");
    String one = SLASHES.matcher(named).replaceAll("/");
    return one.length() > 1 && one.endsWith("/") ? one.substring(0, one.length() - 1) : one;
  }

  /** The route of {@code request}. */
  static String of(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof String route ? route : HttpMeters.NO_ROUTE;
  }

  /** Before the check of scopes, so that what is refused there has its route. */
  @Priority(Priorities.AUTHENTICATION)
  private static final class Note implements ContainerRequestFilter {
    private final String route;

    Note(String route) {
      this.route = route;
    }

    @Override
    public void filter(ContainerRequestContext context) {
      Request request = served.get();
      if (request != null) {
        request.setAttribute(ATTRIBUTE, route);
      }
    }
  }
}
