package sellaprime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Talks to a node's REST interface. */
final class RestClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** For so long a node may think before it answers. */
  static final Duration SLACK = Duration.ofSeconds(15);

  /** What a node expects may be wrong: so often at least it is asked again. */
  private static final int MOST_PAUSE_SECONDS = 60;

  /**
   * A reply.
   *
   * @param json its body, if that was JSON
   * @param retryAfterSeconds when to ask again; 0 if that was not said
   */
  record Reply(int status, JsonNode json, int retryAfterSeconds) {
    /** What the node says of an error. */
    String detail() {
      String detail = json.path("detail").asText("");
      return detail.isEmpty() ? "the node answered with status " + status : detail;
    }

    /** How long to wait before it is asked again. */
    Duration pause() {
      return Duration.ofSeconds(Math.max(1, Math.min(retryAfterSeconds, MOST_PAUSE_SECONDS)));
    }
  }

  private final String base;
  private final Access access;
  private final Duration slack;
  private final HttpClient http;
  private final ObjectMapper mapper = new ObjectMapper();

  /** Talks to the node at {@code url}, as {@code http://127.0.0.1:8080}. */
  RestClient(String url, Access access) {
    this(url, access, SLACK);
  }

  /** As above; a node that has said nothing for {@code slack} does not answer. */
  RestClient(String url, Access access, Duration slack) {
    this.slack = slack;
    this.base = checked(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    this.access = access;
    this.http = access.applyTo(HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT)).build();
    if (access.key() != null && !keepsSecrets(URI.create(base))) {
      throw new UsageException(
          "--connect " + url + " would show the API key to the network; use an https URL");
    }
  }

  private static boolean keepsSecrets(URI uri) {
    try {
      return "https".equals(uri.getScheme())
          || InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String checked(String url) {
    try {
      URI uri = URI.create(url);
      String scheme = uri.getScheme();
      if (uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new UsageException(
        "--connect takes the URL of a node, as http://127.0.0.1:8080, and not '" + url + "'");
  }

  CompletableFuture<Reply> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).timeout(slack).GET());
  }

  CompletableFuture<Reply> post(String path, String json, int waitSeconds) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(slack.plusSeconds(waitSeconds))
            .header("Content-Type", "application/json")
            .header("Prefer", "wait=" + waitSeconds)
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Where the node is. */
  String url() {
    return base;
  }

  /** Whether it talks to the node at {@code url}. */
  boolean isAt(String url) {
    return url.equals(base) || url.equals(base + "/");
  }

  /**
   * Sends bytes of media type {@code type}. The reply has no time limit, since the node may have to
   * wait for room: who waits for it looks after the node meanwhile.
   */
  CompletableFuture<Reply> postBytes(String path, String type, byte[] bytes) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  CompletableFuture<Reply> delete(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).timeout(slack).DELETE());
  }

  /** A body of media type {@code type} that comes as long as it likes. */
  CompletableFuture<HttpResponse<InputStream>> stream(String path, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(slack).header("Accept", type);
    return http.sendAsync(access.applyTo(request).build(), BodyHandlers.ofInputStream());
  }

  private CompletableFuture<Reply> send(HttpRequest.Builder request) {
    return http.sendAsync(access.applyTo(request).build(), BodyHandlers.ofString())
        .thenApply(this::reply);
  }

  private Reply reply(HttpResponse<String> response) {
    JsonNode json;
    try {
      json = mapper.readTree(response.body());
    } catch (JsonProcessingException e) {
      json = MissingNode.getInstance();
    }
    return new Reply(response.statusCode(), json, retryAfterSeconds(response));
  }

  private static int retryAfterSeconds(HttpResponse<?> response) {
    try {
      return response.headers().firstValue("Retry-After").map(Integer::parseInt).orElse(0);
    } catch (NumberFormatException e) {
      return 0; // a date, of somebody between us and the node
    }
  }

  /** What to tell the user when nobody answers. */
  NobodyThereException unreachable(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof SSLException) {
      return new NobodyThereException(
          "no trust between this command and the node at "
              + base
              + " ("
              + cause.getMessage()
              + "); --ca or --tls says whom to trust",
          cause);
    }
    return new NobodyThereException(
        "no node answers at "
            + base
            + " ("
            + cause.getClass().getSimpleName()
            + "); start one with './sellaprime serve', or name another with --connect",
        cause);
  }
}
