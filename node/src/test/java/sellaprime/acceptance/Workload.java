package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sellaprime.testkit.KnownNumbers;
import sellaprime.testkit.KnownNumbers.KnownNumber;
import sellaprime.testkit.ProcessNode;

/** A set of jobs with known answers: submits them over REST, and checks what became of them. */
final class Workload {
  private static final int AT_ONCE = 64;

  /** No workload asks what another has asked: the answer would come from memory. */
  private static final AtomicInteger asked = new AtomicInteger();

  private static final Pattern SUBMITTED_AT = Pattern.compile("\"submittedAt\":\"([^\"]*)\"");

  private final Map<String, String> submittedAt = new HashMap<>();
  private final String prefix;
  private final Map<String, KnownNumber> byId = new LinkedHashMap<>();

  /**
   * {@code count} jobs of mixed sizes, 64 to 2048 bits, with ids that begin with {@code prefix}.
   */
  Workload(String prefix, int count) {
    this.prefix = prefix;
    for (int i = 0; i < count; i++) {
      byId.put(prefix + "-" + i, KnownNumbers.mixed(asked.getAndIncrement()));
    }
  }

  private Workload(String prefix) {
    this.prefix = prefix;
  }

  /**
   * {@code count} primes of {@code bits} bits: so much work that hardly any is done when all are
   * accepted.
   */
  static Workload heavy(String prefix, int bits, int count) {
    Workload heavy = new Workload(prefix);
    for (int i = 0; i < count; i++) {
      heavy.byId.put(prefix + "-" + i, KnownNumbers.heavy(bits, asked.getAndIncrement()));
    }
    return heavy;
  }

  /** Submits all jobs to {@code node} and returns when each is accepted. */
  void submitTo(ProcessNode node) throws InterruptedException {
    Semaphore slots = new Semaphore(AT_ONCE);
    Map<String, CompletableFuture<HttpResponse<String>>> replies = new HashMap<>();
    for (Map.Entry<String, KnownNumber> job : byId.entrySet()) {
      slots.acquire();
      replies.put(
          job.getKey(),
          node.submit(job.getKey(), job.getValue().number())
              .whenComplete((reply, failure) -> slots.release()));
    }
    replies.forEach(
        (id, reply) -> {
          assertThat(reply.join().statusCode()).as("submission of %s", id).isIn(200, 202);
          submittedAt.put(id, submittedAt(reply.join().body()));
        });
  }

  private static String submittedAt(String job) {
    Matcher matcher = SUBMITTED_AT.matcher(job);
    assertThat(matcher.find()).as("%s tells when it was submitted", job).isTrue();
    return matcher.group(1);
  }

  /** Each of {@code outcomes} is that of the very job that was accepted, not of a later one. */
  void assertNoneSubmittedAgain(Map<String, JsonNode> outcomes) {
    outcomes.forEach(
        (id, job) ->
            assertThat(job.path("submittedAt").asText())
                .as("%s is the job that was accepted", job)
                .isEqualTo(submittedAt.get(id)));
  }

  /** What {@code node} knows as done at the moment; quick while that is little. */
  Map<String, JsonNode> doneAt(ProcessNode node) throws IOException, InterruptedException {
    Map<String, JsonNode> done = new HashMap<>();
    String from = "";
    do {
      JsonNode page = node.get("/v1/jobs?state=done&limit=200" + from);
      for (JsonNode line : page.path("jobs")) {
        String id = line.path("id").asText();
        if (byId.containsKey(id)) {
          done.put(id, node.get("/v1/jobs/" + id));
        }
      }
      from = page.hasNonNull("next") ? "&from=" + page.path("next").asText() : "";
    } while (!from.isEmpty());
    return done;
  }

  /**
   * Waits until {@code node} knows every job as done, and checks every verdict against the truth.
   */
  Map<String, JsonNode> awaitAllCorrect(ProcessNode node, Duration patience) {
    Map<String, JsonNode> outcomes = new HashMap<>();
    Set<String> open = new TreeSet<>(byId.keySet());
    await()
        .atMost(patience)
        .pollInterval(200, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              for (String id : Set.copyOf(open)) {
                JsonNode job = node.get("/v1/jobs/" + id);
                if (job.path("state").asText().equals("queued")
                    || job.path("state").asText().equals("running")) {
                  return false;
                }
                outcomes.put(id, job);
                open.remove(id);
              }
              return true;
            });
    outcomes.forEach(
        (id, job) ->
            assertThat(byId.get(id).agrees(job.path("verdict").asText()))
                .as("%s of %s says %s", prefix, id, job)
                .isTrue());
    assertThat(outcomes).hasSize(byId.size());
    return outcomes;
  }
}
