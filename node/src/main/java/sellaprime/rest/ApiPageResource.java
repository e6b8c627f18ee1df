package sellaprime.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sellaprime.rest.openapi.Answer;
import sellaprime.rest.openapi.Doc;
import sellaprime.rest.openapi.Problems;

/**
 * {@code /api}: {@code /openapi.json} for people, by Swagger UI, whose files come from a jar. The
 * page loads nothing from anywhere else, and its browser is told so.
 */
@Path("/api")
public final class ApiPageResource {
  private static final String CSP =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>sellaprime: REST API</title>
        <link rel="stylesheet" href="/api/swagger-ui.css">
        <link rel="icon" href="data:,">
      </head>
      <body>
        <div id="swagger-ui"></div>
        <script src="/api/swagger-ui-bundle.js"></script>
        <script src="/api/start.js"></script>
      </body>
      </html>
      """;

  private static final String START =
      """
      SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", validatorUrl: null });
      """;

  private static final String SCRIPT = "text/javascript";
  private static final String STYLE = "text/css";

  /** The files of Swagger UI that the page asks for, and their types. */
  private static final Map<String, String> FILES =
      Map.of("swagger-ui.css", STYLE, "swagger-ui-bundle.js", SCRIPT);

  ApiPageResource() {}

  /** Where the page and its files are, and what the page reads. */
  static Set<String> paths() {
    return Stream.concat(
            Stream.of("/api", "/openapi.json"),
            Stream.concat(Stream.of("start.js"), FILES.keySet().stream())
                .map(name -> "/api/" + name))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The page. */
  @GET
  @Produces("text/html")
  @Doc("This interface, for people to read and try.")
  @Answer(when = "The page.")
  public Response page() {
    return Response.ok(PAGE, "text/html;charset=utf-8")
        .header("Content-Security-Policy", CSP)
        .build();
  }

  /** What the page is made of. */
  @GET
  @Path("{file}")
  @Produces({SCRIPT, STYLE})
  @Doc("What the page is made of.")
  @Answer(when = "The file.")
  @Problems(404)
  public void file(
      @PathParam("file") @Doc("Its name.") String file,
      @Suspended AsyncResponse never,
      @Context org.eclipse.jetty.server.Response response) {
    byte[] bytes = file.equals("start.js") ? START.getBytes(UTF_8) : Files.of(file);
    if (bytes == null) {
      throw new ProblemException(404, "the page has no file " + file);
    }
    String type = FILES.getOrDefault(file, SCRIPT);
    MemoryResponse.of(response).send(type + ";charset=utf-8", bytes);
  }

  /** The jar of Swagger UI; its paths have its version. */
  private static final class Files {
    private static final String VERSION = version();

    /** Megabytes: read once, and shared by all who ask for them. */
    private static final Map<String, byte[]> read = new ConcurrentHashMap<>();

    static byte @Nullable [] of(String file) {
      return FILES.containsKey(file) ? read.computeIfAbsent(file, Files::read) : null;
    }

    private static String version() {
      Properties properties = new Properties();
      try (InputStream in = open("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return properties.getProperty("version", "");
    }

    private static InputStream open(String path) throws IOException {
      InputStream in = ApiPageResource.class.getClassLoader().getResourceAsStream(path);
      if (in == null) {
        throw new IOException("there is no " + path + " on the class path");
      }
      return in;
    }

    private static byte[] read(String file) {
      String path = "META-INF/resources/webjars/swagger-ui/" + VERSION + "/" + file;
      try (InputStream in = open(path)) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
