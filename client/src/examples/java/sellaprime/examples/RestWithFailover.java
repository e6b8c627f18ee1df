package sellaprime.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Asks a cluster by REST, with the JDK's own HTTP client and Jackson, and outlives its nodes: a
 * request that got no answer is sent again, to the next node, until there is one.
 *
 * <p>Arguments: a number, and the URLs of some nodes.
 */
public final class RestWithFailover {
  private static final int WAIT_SECONDS = 20;
  private static final int MOST_FAILURES = 60;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
  private final ObjectMapper json = new ObjectMapper();
  private final List<String> nodes;

  private RestWithFailover(List<String> nodes) {
    this.nodes = nodes;
  }

  /** Prints the verdict. */
  public static void main(String[] args) throws Exception {
    String number = args.length > 0 ? args[0] : "2^127-1";
    List<String> nodes =
        args.length > 1
            ? Arrays.asList(args).subList(1, args.length)
            : List.of("http://127.0.0.1:8080");
    JsonNode job = new RestWithFailover(nodes).test("example-" + UUID.randomUUID(), number);
    System.out.println(
        job.path("number").asText()
            + ": "
            + job.path("verdict").asText(job.path("state").asText())
            + " ("
            + job.path("method").asText(job.path("reason").asText())
            + "), attempts: "
            + job.path("attempts").asInt());
  }

  /**
   * Submits the job and waits for its end. One request does both, and repeating it does no harm:
   * the same id with the same number is the same job, wherever it is sent.
   */
  private JsonNode test(String id, String number) throws IOException, InterruptedException {
    String body =
        json.writeValueAsString(json.createObjectNode().put("id", id).put("number", number));
    int failures = 0;
    for (int turn = 0; failures < MOST_FAILURES; turn++) {
      HttpResponse<String> answer;
      try {
        answer = post(nodes.get(turn % nodes.size()), body);
      } catch (IOException e) { // a node that is dead, or died while we waited
        System.err.println("no answer: " + e);
        failures++;
        TimeUnit.MILLISECONDS.sleep(500);
        continue;
      }
      switch (answer.statusCode()) {
        case 200 -> {
          return json.readTree(answer.body()); // it is over
        }
        case 202 -> failures = 0; // accepted, and not over yet: wait again
        case 429, 503 -> { // nothing was accepted, or that is unknown: come again
          failures++;
          TimeUnit.SECONDS.sleep(answer.headers().firstValueAsLong("Retry-After").orElse(1));
        }
        default -> throw new IOException(json.readTree(answer.body()).path("detail").asText());
      }
    }
    throw new IOException("none of " + nodes + " answers");
  }

  private HttpResponse<String> post(String node, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node + "/v1/jobs"))
            .header("Content-Type", "application/json")
            .header("Prefer", "wait=" + WAIT_SECONDS)
            .timeout(Duration.ofSeconds(WAIT_SECONDS + 10)) // a frozen node answers nothing at all
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
