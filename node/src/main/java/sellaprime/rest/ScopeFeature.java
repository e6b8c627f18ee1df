package sellaprime.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import sellaprime.access.Scope;

/**
 * Lets a caller do what its scopes include: to read (GET) needs {@code read}, to give work (POST)
 * {@code submit}, anything else {@code admin}; {@link Needs} says where it is otherwise. It is the
 * method that Jersey has found which counts, so no way of writing a path leads around it.
 */
public final class ScopeFeature implements DynamicFeature {
  ScopeFeature() {}

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (!OpenApiResource.isOpen(resource.getResourceClass())) {
      context.register(new Check(needed(resource.getResourceMethod())));
    }
  }

  /** What {@code method} needs, or any other if null. */
  static Scope needed(@Nullable Method method) {
    if (method == null) {
      return Scope.ADMIN;
    }
    Needs needs = method.getAnnotation(Needs.class);
    if (needs != null) {
      return needs.value();
    }
    if (method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(HEAD.class)) {
      return Scope.READ;
    }
    return method.isAnnotationPresent(POST.class) ? Scope.SUBMIT : Scope.ADMIN;
  }

  private record Check(Scope needed) implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (!request.getSecurityContext().isUserInRole(needed.toString())) {
        throw new ProblemException(
            403, "this needs a key of scope " + needed + ", and yours is of a smaller one");
      }
    }
  }
}
