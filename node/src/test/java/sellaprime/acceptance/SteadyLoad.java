package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import sellaprime.testkit.KnownNumbers;
import sellaprime.testkit.KnownNumbers.KnownNumber;
import sellaprime.testkit.ProcessNode;

/** A caller who gives a node one job after the other, and remembers which were accepted. */
final class SteadyLoad {
  private static final long PAUSE_MS = 25;

  private final String prefix;
  private final ProcessNode node;
  private final Map<String, KnownNumber> accepted = new ConcurrentHashMap<>();
  private final Thread caller = new Thread(this::run, "load");
  private volatile boolean over;

  /** Begins to submit to {@code node}, with ids that begin with {@code prefix}. */
  SteadyLoad(String prefix, ProcessNode node) {
    this.prefix = prefix;
    this.node = node;
    caller.setDaemon(true);
    caller.start();
  }

  private void run() {
    for (int i = 0; !over; i++) {
      KnownNumber number = KnownNumbers.mixed(i);
      String id = prefix + "-" + i;
      try {
        HttpResponse<String> reply = node.submit(id, number.number()).join();
        if (reply.statusCode() == 200 || reply.statusCode() == 202) {
          accepted.put(id, number);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS); // its pace; nothing is waited for
      } catch (CompletionException e) {
        assertThat(node.process().isAlive()).as("the process of %s", node.name()).isTrue();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** How many jobs were accepted so far. */
  int accepted() {
    return accepted.size();
  }

  /** Ends it: what is accepted is accepted. */
  void end() throws InterruptedException {
    over = true;
    caller.join();
  }

  /**
   * Waits until {@code asked} shows every accepted job as done, checks its verdict, and returns the
   * jobs.
   */
  Map<String, JsonNode> awaitAllCorrect(ProcessNode asked, Duration patience) {
    Map<String, JsonNode> outcomes = new HashMap<>();
    Set<String> open = new TreeSet<>(accepted.keySet());
    await()
        .atMost(patience)
        .pollInterval(100, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              for (String id : Set.copyOf(open)) {
                JsonNode job = asked.get("/v1/jobs/" + id);
                String state = job.path("state").asText();
                assertThat(state).as("job %s at %s: %s", id, asked.name(), job).isNotEmpty();
                if (!state.equals("done")) {
                  return false;
                }
                assertThat(accepted.get(id).agrees(job.path("verdict").asText()))
                    .as("%s says %s", asked.name(), job)
                    .isTrue();
                outcomes.put(id, job);
                open.remove(id);
              }
              return true;
            });
    return outcomes;
  }
}
