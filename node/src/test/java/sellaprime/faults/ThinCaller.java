package sellaprime.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import sellaprime.client.JobInfo;
import sellaprime.client.JobNotFoundException;
import sellaprime.client.JobRefusedException;
import sellaprime.client.PrimesClient;
import sellaprime.client.PrimesClientException;
import sellaprime.client.Reply;
import sellaprime.faults.Event.Answer;
import sellaprime.faults.Event.Op;

/**
 * One caller with a {@link PrimesClient}, which finds living nodes by itself. Submits in batches.
 * It never waits for an answer by {@link PrimesClient#await}, which would submit a lost job again
 * and so hide the loss.
 */
final class ThinCaller implements Runnable, AutoCloseable {
  private static final int BATCH = 40;
  private static final Duration GIVE_UP = Duration.ofMinutes(3);

  private final String name;
  private final Desk desk;
  private final Random random;
  private final PrimesClient client;

  ThinCaller(String name, Desk desk, Scene scene, Random random) {
    this.name = name;
    this.desk = desk;
    this.random = random;
    List<String> addresses =
        scene.slots().stream().flatMap(slot -> slot.node().stream()).map(n -> n.thin()).toList();
    this.client =
        PrimesClient.builder()
            .addresses(String.join(",", addresses))
            .giveUpAfter(GIVE_UP)
            .connectTimeout(Duration.ofSeconds(60))
            .connect();
  }

  @Override
  public void run() {
    try {
      while (!desk.isClosed()) {
        desk.pace().take(BATCH + 4);
        List<Known> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          batch.add(desk.numbers().mixed(random));
        }
        submit(batch);
        lookAtOthers();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Submits {@code batch} and returns the ids when there is a reply to each. */
  List<String> submit(List<Known> batch) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    List<CompletableFuture<?>> replies = new ArrayList<>();
    for (Known known : batch) {
      String id = desk.newId(known);
      ids.add(id);
      replies.add(submit(Op.SUBMIT, id, known.number()));
    }
    all(replies);
    return ids;
  }

  private void lookAtOthers() throws InterruptedException {
    List<CompletableFuture<?>> replies = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String id = desk.catalogue().any(random);
      if (id != null) {
        replies.add(submit(Op.AGAIN, id, desk.catalogue().known(id).number()));
      }
    }
    all(replies);
    for (int i = 0; i < 2; i++) {
      String id = desk.catalogue().any(random);
      if (id != null) {
        boolean cancel = desk.isWhole() && random.nextInt(8) == 0;
        ask(cancel ? Op.CANCEL : Op.READ, id);
      }
    }
  }

  private static void all(List<CompletableFuture<?>> replies) throws InterruptedException {
    try {
      CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
          .get(2 * GIVE_UP.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a failure is a reply as well", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the client has not given up in time", e);
    }
  }

  private CompletableFuture<?> submit(Op op, String id, String number) {
    long from = desk.now();
    return client
        .submitAsync(id, number)
        .handle(
            (done, failure) -> {
              Answer answer = failure == null ? Answer.OK : answer(failure);
              desk.record(from, name, op, id, number, Window.ANY, answer, null);
              return answer;
            });
  }

  private void ask(Op op, String id) throws InterruptedException {
    long from = desk.now();
    Answer answer = Answer.OK;
    Sighting seen = null;
    try {
      JobInfo job = op == Op.CANCEL ? client.cancel(id) : client.get(id);
      seen = Sighting.of(job);
    } catch (PrimesClientException e) {
      answer = answer(e);
    }
    String number = desk.catalogue().known(id).number();
    desk.record(from, name, op, id, number, Window.ANY, answer, seen);
  }

  private static Answer answer(@Nullable Throwable failure) {
    if (failure instanceof JobNotFoundException) {
      return Answer.NOT_FOUND;
    }
    if (failure instanceof JobRefusedException refused) {
      return refused.status() == Reply.Status.CONFLICT ? Answer.CONFLICT : Answer.REFUSED;
    }
    return Answer.UNKNOWN;
  }

  @Override
  public void close() {
    client.close();
  }
}
