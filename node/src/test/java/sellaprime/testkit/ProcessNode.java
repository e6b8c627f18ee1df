package sellaprime.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One {@code ./sellaprime serve} in a process of its own, which a test may kill, freeze, or ask to
 * leave.
 */
public final class ProcessNode {
  private static final Pattern READY =
      Pattern.compile(
          "ready (https?://\\S+)(?: thin (\\S+) discovery (\\S+))? name (\\S+)( role tester)?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final HttpClient client;
  private final String http;
  private final @Nullable String thin;
  private final @Nullable String discovery;
  private final String name;

  private ProcessNode(Process process, HttpClient client, Matcher ready) {
    this.process = process;
    this.client = client;
    this.http = ready.group(1);
    this.thin = ready.group(2);
    this.discovery = ready.group(3);
    this.name = ready.group(4);
  }

  /** Waits until {@code process} says that it is ready; {@code client} asks it from then on. */
  public static ProcessNode await(Process process, HttpClient client) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    Matcher ready = READY.matcher(String.valueOf(line));
    if (!ready.matches()) {
      process.destroyForcibly();
      throw new IOException("instead of its ready line the node printed: " + line);
    }
    return new ProcessNode(process, client, ready);
  }

  public String name() {
    return name;
  }

  public String http() {
    return http;
  }

  /** Its port for thin clients, which a tester does not have. */
  public String thin() {
    return Objects.requireNonNull(thin);
  }

  /** Its port for other nodes, which a tester does not have. */
  public String discovery() {
    return Objects.requireNonNull(discovery);
  }

  public boolean isTester() {
    return discovery == null;
  }

  public Process process() {
    return process;
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** SIGSTOP or SIGCONT. */
  public void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
  }

  /** Submits a job; completes with the reply. */
  public CompletableFuture<HttpResponse<String>> submit(String id, String number) {
    String body = "{\"id\":\"" + id + "\",\"number\":\"" + number + "\"}";
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(http + "/v1/jobs"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Feeds {@code lines} to a batch, as {@code query} says; completes with the reply. */
  public CompletableFuture<HttpResponse<String>> feed(String query, String lines) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(http + "/v1/batches?" + query))
            .timeout(Duration.ofSeconds(60))
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build(),
        BodyHandlers.ofString());
  }

  /** GET {@code path}, as JSON. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(http + path)).timeout(Duration.ofSeconds(60)).build(),
            BodyHandlers.ofString());
    return JSON.readTree(response.body());
  }

  /** Returns true if it takes work now. */
  public boolean isReady() throws IOException, InterruptedException {
    return get("/readyz").path("status").asText().equals("ready");
  }

  /** How many nodes this one sees, if it takes work; 0 if not. */
  public int clusterSize() throws IOException, InterruptedException {
    return isReady() ? get("/v1/cluster").path("nodes").size() : 0;
  }

  /** How many jobs this node sees waiting or in hand, in the whole cluster. */
  public int unfinished() throws IOException, InterruptedException {
    int sum = 0;
    for (JsonNode node : get("/v1/cluster").path("nodes")) {
      sum += node.path("queued").asInt() + node.path("running").asInt();
    }
    return sum;
  }

  /** Exit code, once the process has ended. */
  public int awaitExit(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(name + " has not ended within " + patience);
    }
    return process.exitValue();
  }
}
