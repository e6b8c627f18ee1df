package sellaprime.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /} and {@code /web/...}: the web page. The same for everybody; all it shows it asks of the
 * API, with its user's key.
 *
 * <p>A browser keeps the files, and asks each time whether they are still the same: after an
 * upgrade no page is made of files of two versions.
 */
@Path("/")
public final class WebResource {
  /** URLs that may stand in a policy as they are. */
  private static final Pattern PLAIN_URL = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]_-]+");

  private final MemberPages pages;
  private final String url;

  /** {@code url} is that of this node. */
  WebResource(MemberPages pages, String url) {
    this.pages = pages;
    this.url = url;
  }

  /**
   * The page. Whoever calls this node localhost is sent to the name that the other nodes know it
   * by, so that they let its page in.
   */
  @GET
  public Response page(@Context HttpHeaders headers, @Context Request request) {
    URI own = URI.create(url);
    if (own.getHost().equals("127.0.0.1")
        && ("localhost:" + own.getPort()).equals(headers.getHeaderString(HttpHeaders.HOST))) {
      return Response.temporaryRedirect(own.resolve("/")).build();
    }
    return file("/", policy(pages.members()), headers, request);
  }

  /** What belongs to it. */
  @GET
  @Path("web/{name: .+}")
  public Response part(
      @Context UriInfo uri, @Context HttpHeaders headers, @Context Request request) {
    return file("/" + uri.getPath(), null, headers, request);
  }

  private static Response file(
      String path, @Nullable String policy, HttpHeaders headers, Request request) {
    WebFiles.File file = WebFiles.at(path);
    if (file == null) {
      throw new NotFoundException();
    }
    boolean gzip = takesGzip(headers);
    // Browsers keep the policy of the answer they have when they are told that it is still good, so
    // another policy makes another answer.
    EntityTag tag = new EntityTag(file.tag(policy == null ? "" : policy) + (gzip ? "z" : ""));
    Response.ResponseBuilder same = request.evaluatePreconditions(tag);
    Response.ResponseBuilder response =
        same != null ? same : Response.ok(gzip ? file.gzipped() : file.bytes(), file.type());
    if (same == null && gzip) {
      response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    if (policy != null) {
      response.header("Content-Security-Policy", policy);
    }
    return response
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .build();
  }

  private static boolean takesGzip(HttpHeaders headers) {
    String accepted = headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null
        && List.of(accepted.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)).contains("gzip");
  }

  /** Nothing but files of this node; and the API, of any node there is now. */
  static String policy(List<String> members) {
    StringBuilder policy = new StringBuilder("default-src 'self'; connect-src 'self'");
    members.stream()
        .filter(member -> PLAIN_URL.matcher(member).matches())
        .sorted()
        .forEach(member -> policy.append(' ').append(member));
    return policy
        .append("; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'")
        .toString();
  }
}
