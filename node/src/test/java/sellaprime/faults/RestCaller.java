package sellaprime.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sellaprime.faults.Event.Answer;
import sellaprime.faults.Event.Op;
import sellaprime.testkit.ProcessNode;

/**
 * One caller over REST, who goes to any node. A submission whose answer is lost it repeats, as the
 * documents say, with the same id at another node.
 */
final class RestCaller implements Runnable {
  private static final int TRIES = 40;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Desk desk;
  private final Scene scene;
  private final Random random;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  RestCaller(String name, Desk desk, Scene scene, Random random) {
    this.name = name;
    this.desk = desk;
    this.scene = scene;
    this.random = random;
  }

  @Override
  public void run() {
    try {
      while (!desk.isClosed()) {
        desk.pace().take(1);
        callOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void callOnce() throws InterruptedException {
    int dice = random.nextInt(100);
    String id = dice < 60 ? null : desk.catalogue().any(random);
    if (id == null) {
      Known known = desk.numbers().mixed(random);
      submit(Op.SUBMIT, desk.newId(known), known.number());
    } else if (dice < 75) {
      submit(Op.AGAIN, id, desk.catalogue().known(id).number());
    } else if (dice < 78 && desk.isWhole() && desk.catalogue().isAccepted(id)) {
      call(Op.OTHER_NUMBER, id, desk.other(id, random).number());
    } else if (dice < 97 || !desk.isWhole()) {
      call(Op.READ, id, desk.catalogue().known(id).number());
    } else {
      call(Op.CANCEL, id, desk.catalogue().known(id).number());
    }
  }

  private void submit(Op first, String id, String number) throws InterruptedException {
    Op op = first;
    for (int tries = 0; tries < TRIES; tries++) {
      Answer answer = call(op, id, number);
      boolean open = answer == Answer.UNKNOWN || answer == Answer.OVERLOADED;
      if (!open || desk.isClosed()) {
        return;
      }
      op = Op.AGAIN;
      TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(400)); // as a polite caller does
    }
  }

  private Answer call(Op op, String id, String number) throws InterruptedException {
    int place = random.nextInt(scene.size());
    ProcessNode node = scene.slot(place).node().orElse(null);
    if (node == null) {
      return Answer.UNKNOWN; // nothing was sent: nothing to record
    }
    long from = desk.now();
    Answer answer = Answer.UNKNOWN;
    Sighting seen = null;
    try {
      HttpResponse<String> response =
          http.send(request(node, op, id, number), BodyHandlers.ofString(UTF_8));
      answer = answer(response.statusCode());
      seen = answer == Answer.OK ? sighting(JSON.readTree(response.body())) : null;
    } catch (IOException e) {
      answer = Answer.UNKNOWN;
    }
    desk.record(from, name, op, id, number, place, answer, seen);
    return answer;
  }

  private static HttpRequest request(ProcessNode node, Op op, String id, String number) {
    String jobs = node.http() + "/v1/jobs";
    HttpRequest.Builder builder = HttpRequest.newBuilder().timeout(Duration.ofSeconds(10));
    return switch (op) {
      case READ -> builder.uri(URI.create(jobs + "/" + id)).GET().build();
      case CANCEL -> builder.uri(URI.create(jobs + "/" + id)).DELETE().build();
      case SUBMIT, AGAIN, OTHER_NUMBER -> {
        String body = "{\"id\":\"" + id + "\",\"number\":\"" + number + "\"}";
        yield builder
            .uri(URI.create(jobs))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
      }
    };
  }

  private static Answer answer(int status) {
    return switch (status) {
      case 200, 202 -> Answer.OK;
      case 404 -> Answer.NOT_FOUND;
      case 409 -> Answer.CONFLICT;
      case 429 -> Answer.OVERLOADED;
      case 503 -> Answer.UNKNOWN;
      default -> Answer.REFUSED;
    };
  }

  private static Sighting sighting(JsonNode job) {
    return new Sighting(
        job.path("number").asText(),
        job.path("state").asText(),
        text(job, "verdict"),
        text(job, "node"),
        text(job, "reason"),
        job.path("attempts").asInt(),
        millis(job, "submittedAt"),
        millis(job, "finishedAt"));
  }

  private static @Nullable String text(JsonNode job, String field) {
    return job.hasNonNull(field) ? job.get(field).asText() : null;
  }

  private static long millis(JsonNode job, String field) {
    return job.hasNonNull(field) ? Instant.parse(job.get(field).asText()).toEpochMilli() : 0;
  }

  /** Waits until each of {@code ids} is over, in the eyes of some node; false if not in time. */
  boolean awaitOver(List<String> ids, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<String> open = new ArrayList<>(ids);
    while (!open.isEmpty()) {
      String id = open.get(open.size() - 1);
      if (isOver(id)) {
        open.remove(open.size() - 1);
      } else if (System.nanoTime() > end) {
        return false;
      } else {
        TimeUnit.MILLISECONDS.sleep(50); // between two looks
      }
    }
    return true;
  }

  private boolean isOver(String id) throws InterruptedException {
    ProcessNode node = scene.slot(random.nextInt(scene.size())).node().orElse(null);
    if (node == null) {
      return false;
    }
    try {
      String state = scene.get(node, "/v1/jobs/" + id).path("state").asText();
      return state.equals("done") || state.equals("failed") || state.equals("cancelled");
    } catch (IOException e) {
      return false;
    }
  }
}
