package sellaprime.rest.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the document. Cost: some milliseconds. */
public final class OpenApi {
  private static final String PROBLEM = "application/problem+json";

  /**
   * What every operation may answer with, and what none says of itself.
   *
   * @param template the path of a route, of the annotations on a class and on its method
   * @param common statuses of the problems that any caller of this method may get
   * @param isOpen whether it asks for no key
   * @param title of a status
   * @param problem the record of a problem
   */
  public record Rules(
      BiFunction<@Nullable Path, @Nullable Path, String> template,
      Function<Method, Collection<Integer>> common,
      Function<Method, Boolean> isOpen,
      Function<Integer, String> title,
      Class<?> problem) {}

  private final Rules rules;
  private final Schemas schemas = new Schemas();

  private OpenApi(Rules rules) {
    this.rules = rules;
  }

  /** The document of {@code resources}. */
  public static ObjectNode of(List<Class<?>> resources, String version, Rules rules) {
    return new OpenApi(rules).document(resources, version);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode document(List<Class<?>> resources, String version) {
    ObjectNode document = object().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "sellaprime")
        .put("description", "Tests numbers for primality, and sells primes, on a grid of nodes.")
        .put("version", version)
        .putObject("license")
        .put("name", "Apache 2.0")
        .put("identifier", "Apache-2.0");
    Map<String, Map<String, ObjectNode>> paths = new TreeMap<>();
    for (Class<?> resource : resources) {
      for (Method method : resource.getDeclaredMethods()) {
        String verb = verb(method);
        if (verb != null) {
          String path =
              rules.template.apply(
                  resource.getAnnotation(Path.class), method.getAnnotation(Path.class));
          paths
              .computeIfAbsent(path, key -> new TreeMap<>())
              .put(verb, operation(resource, method));
        }
      }
    }
    ObjectNode all = document.putObject("paths");
    paths.forEach(
        (path, verbs) -> {
          ObjectNode item = all.putObject(path);
          verbs.forEach(item::set);
        });
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas.all());
    components
        .putObject("securitySchemes")
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An API key, where the node asks for one.");
    return document;
  }

  private static @Nullable String verb(Method method) {
    for (Annotation one : method.getAnnotations()) {
      HttpMethod verb = one.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return verb.value().toLowerCase(Locale.ROOT);
      }
    }
    return null;
  }

  private ObjectNode operation(Class<?> resource, Method method) {
    String name = resource.getSimpleName().replace("Resource", "");
    ObjectNode operation = object().put("operationId", name + "." + method.getName());
    operation.putArray("tags").add(name.toLowerCase(Locale.ROOT));
    Doc doc = method.getAnnotation(Doc.class);
    if (doc == null) {
      throw new IllegalStateException(method + " has no Doc");
    }
    operation.put("summary", doc.value());
    parameters(operation, method);
    body(operation, method);
    ObjectNode responses = operation.putObject("responses");
    for (Answer answer : method.getAnnotationsByType(Answer.class)) {
      responses.set(String.valueOf(answer.status()), response(answer, method, resource));
    }
    Set<Integer> problems = new TreeSet<>(rules.common.apply(method));
    Problems own = method.getAnnotation(Problems.class);
    Arrays.stream(own == null ? new int[0] : own.value()).forEach(problems::add);
    for (int status : problems) {
      responses.set(String.valueOf(status), problem(rules.title.apply(status), status));
    }
    responses.set("default", problem("What else may go wrong: see the status and the detail.", 0));
    if (!rules.isOpen.apply(method)) {
      operation.putArray("security").addObject().putArray("key");
      operation.withArray("security").addObject(); // without one, where the node asks for none
    }
    return operation;
  }

  private static void parameters(ObjectNode operation, Method method) {
    Arrays.stream(method.getParameters())
        .filter(one -> in(one) != null)
        .sorted(Comparator.comparing(OpenApi::in))
        .forEach(
            one -> {
              String in = in(one);
              ObjectNode parameter = operation.withArray("parameters").addObject();
              parameter.put("name", nameOf(one)).put("in", in).put("required", "path".equals(in));
              Doc doc = one.getAnnotation(Doc.class);
              if (doc == null) {
                throw new IllegalStateException(one + " of " + method + " has no Doc");
              }
              parameter.put("description", doc.value());
              ObjectNode schema = parameter.putObject("schema").put("type", "string");
              for (String value : doc.values()) {
                schema.withArray("enum").add(value);
              }
              DefaultValue otherwise = one.getAnnotation(DefaultValue.class);
              if (otherwise != null) {
                schema.put("default", otherwise.value());
              }
            });
  }

  private static @Nullable String in(Parameter parameter) {
    if (parameter.isAnnotationPresent(PathParam.class)) {
      return "path";
    }
    return parameter.isAnnotationPresent(QueryParam.class) ? "query" : null;
  }

  private static String nameOf(Parameter parameter) {
    PathParam path = parameter.getAnnotation(PathParam.class);
    QueryParam query = parameter.getAnnotation(QueryParam.class);
    return path != null ? path.value() : query != null ? query.value() : "";
  }

  private void body(ObjectNode operation, Method method) {
    Body body = method.getAnnotation(Body.class);
    if (body == null) {
      return;
    }
    ObjectNode request =
        operation.putObject("requestBody").put("description", body.doc()).put("required", true);
    ObjectNode content = request.putObject("content");
    Consumes consumes = method.getAnnotation(Consumes.class);
    for (String type : consumes == null ? new String[] {"text/plain"} : consumes.value()) {
      content.putObject(type).set("schema", schema(body.value()));
    }
  }

  private ObjectNode response(Answer answer, Method method, Class<?> resource) {
    ObjectNode response = object().put("description", answer.when());
    for (String header : answer.headers()) {
      response.withObject("/headers").putObject(header).putObject("schema").put("type", "string");
    }
    Produces produces = method.getAnnotation(Produces.class);
    if (produces == null) {
      produces = resource.getAnnotation(Produces.class);
    }
    ObjectNode content = response.putObject("content");
    for (String type : produces == null ? new String[0] : produces.value()) {
      content.putObject(type).set("schema", schema(answer.body()));
    }
    return response;
  }

  private ObjectNode schema(Class<?> body) {
    return body == Void.class ? object().put("type", "string") : schemas.reference(body);
  }

  private ObjectNode problem(String description, int status) {
    ObjectNode problem = object().put("description", description);
    if (status == 429 || status == 503) {
      problem
          .putObject("headers")
          .putObject("Retry-After")
          .putObject("schema")
          .put("type", "string");
    }
    problem.putObject("content").putObject(PROBLEM).set("schema", schemas.reference(rules.problem));
    return problem;
  }
}
