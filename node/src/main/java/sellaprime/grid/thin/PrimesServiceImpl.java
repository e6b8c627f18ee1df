package sellaprime.grid.thin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ignite.resources.SpringResource;
import org.apache.ignite.services.Service;
import org.jspecify.annotations.Nullable;
import sellaprime.client.PrimeOrder;
import sellaprime.client.PrimesService;
import sellaprime.client.Reply;
import sellaprime.client.Reply.Status;
import sellaprime.grid.gateway.CallerId;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.grid.gateway.Gateway;
import sellaprime.grid.gateway.JobStatus;
import sellaprime.grid.gateway.RefusedException;
import sellaprime.grid.jobs.StoreUnavailableException;
import sellaprime.job.PrimeSpec;
import sellaprime.job.Question;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.input.BadNumberException;

/**
 * Ignite's node singleton {@code primes}: the gateway for thin clients. It runs in Ignite's
 * client-connector threads, so it waits for an acceptance, never for an answer.
 */
public final class PrimesServiceImpl implements PrimesService, Service {
  private static final long serialVersionUID = 1L;

  /** Longer than Ignite takes to notice a dead node, which holds up every write. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  @SpringResource(resourceClass = ThinDoor.class)
  private transient @Nullable ThinDoor host;

  @Override
  public Reply[] submit(String[] ids, String[] numbers) {
    Gateway gateway = gateway();
    if (ids.length != numbers.length || ids.length > MAX_BATCH) {
      throw new IllegalArgumentException(
          "as many numbers as ids, and at most " + MAX_BATCH + " of them");
    }
    if (gateway == null) {
      return all(ids.length, starting());
    }
    List<CompletableFuture<Reply>> replies = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      replies.add(submit(gateway, ids[i], numbers[i]));
    }
    long deadline =
        System.nanoTime() + PATIENCE.toNanos(); // for all together: this thread is one of few
    return replies.stream().map(reply -> settled(reply, deadline)).toArray(Reply[]::new);
  }

  private static CompletableFuture<Reply> submit(Gateway gateway, String id, String number) {
    try {
      return gateway
          .submit(
              CallerId.THIN_CLIENTS,
              Objects.requireNonNull(id, "id"),
              Question.of(Objects.requireNonNull(number, "number")))
          .thenApply(status -> Reply.of(JobInfos.of(status)))
          .exceptionally(PrimesServiceImpl::refusal);
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(refusal(e));
    }
  }

  @Override
  public Reply sell(String id, PrimeOrder order) {
    Gateway gateway = gateway();
    if (gateway == null) {
      return starting();
    }
    try {
      PrimeSpec spec =
          new PrimeSpec(
              order.bits(), order.digits(), order.isSafe(), order.residue(), order.modulus());
      return settled(
          gateway
              .submit(
                  CallerId.THIN_CLIENTS,
                  Objects.requireNonNull(id, "id"),
                  new SaleQuestion(spec, order.count()))
              .thenApply(status -> Reply.of(JobInfos.of(status)))
              .exceptionally(PrimesServiceImpl::refusal),
          System.nanoTime() + PATIENCE.toNanos());
    } catch (IllegalArgumentException e) {
      return Reply.refused(Status.BAD_REQUEST, String.valueOf(e.getMessage()), 0);
    } catch (RuntimeException e) {
      return refusal(e);
    }
  }

  @Override
  public Reply feed(String id, long from, String lines, boolean more) {
    ThinDoor.Open open = opened();
    return open == null ? starting() : ThinBatches.feed(open, id, from, lines, more);
  }

  @Override
  public Reply results(String id, long from, long taken) {
    ThinDoor.Open open = opened();
    return open == null ? starting() : ThinBatches.results(open, id, from, taken);
  }

  static Reply settled(CompletableFuture<Reply> reply, long deadline) {
    try {
      return reply.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Reply.refused(Status.UNAVAILABLE, "the cluster did not store the job in time", 0);
    } catch (ExecutionException e) {
      return refusal(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.refused(Status.UNAVAILABLE, "this node is stopping", 0);
    }
  }

  @Override
  public Reply[] get(String[] ids) {
    if (ids.length > MAX_BATCH) {
      throw new IllegalArgumentException("at most " + MAX_BATCH + " ids");
    }
    Gateway gateway = gateway();
    if (gateway == null) {
      return all(ids.length, starting());
    }
    Reply[] replies = new Reply[ids.length];
    for (int i = 0; i < ids.length; i++) {
      replies[i] = find(gateway, ids[i]);
    }
    return replies;
  }

  private static Reply find(Gateway gateway, String id) {
    try {
      return found(id, gateway.find(id));
    } catch (StoreUnavailableException e) {
      return refusal(e);
    }
  }

  private static Reply found(String id, @Nullable JobStatus status) {
    return status == null
        ? Reply.refused(Status.NOT_FOUND, "there is no job " + id, 0)
        : Reply.of(JobInfos.of(status));
  }

  @Override
  public Reply cancel(String id) {
    Gateway gateway = gateway();
    if (gateway == null) {
      return starting();
    }
    return settled(
        gateway
            .cancel(id)
            .thenApply(status -> found(id, status))
            .exceptionally(PrimesServiceImpl::refusal),
        System.nanoTime() + PATIENCE.toNanos());
  }

  @Override
  public String[] endpoints() {
    ThinDoor.Open open = opened();
    return open == null
        ? new String[0]
        : open.cluster().nodes().stream()
            .map(ClusterView.Node::thin)
            .filter(Objects::nonNull)
            .toArray(String[]::new);
  }

  private @Nullable Gateway gateway() {
    ThinDoor.Open open = opened();
    return open == null ? null : open.gateway();
  }

  private ThinDoor.@Nullable Open opened() {
    return host == null ? null : host.opened();
  }

  private static Reply starting() {
    return Reply.refused(Status.UNAVAILABLE, "this node is starting", 100);
  }

  private static Reply[] all(int count, Reply reply) {
    Reply[] replies = new Reply[count];
    java.util.Arrays.fill(replies, reply);
    return replies;
  }

  static Reply refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException || failure instanceof ExecutionException
            ? Objects.requireNonNullElse(failure.getCause(), failure)
            : failure;
    String detail = String.valueOf(cause.getMessage());
    if (cause instanceof BadNumberException bad) {
      boolean large = bad.reason() == BadNumberException.Reason.TOO_LARGE;
      return Reply.refused(large ? Status.TOO_LARGE : Status.BAD_REQUEST, detail, 0);
    }
    if (cause instanceof RefusedException refused) {
      return Reply.refused(
          switch (refused.reason()) {
            case BAD_ID -> Status.BAD_REQUEST;
            case CONFLICT -> Status.CONFLICT;
            case OVERLOADED -> Status.OVERLOADED;
            case UNAVAILABLE -> Status.UNAVAILABLE;
          },
          detail,
          refused.retryAfterSeconds() * 1000L);
    }
    if (cause instanceof NullPointerException) {
      return Reply.refused(Status.BAD_REQUEST, detail + " is missing", 0);
    }
    return Reply.refused(Status.UNAVAILABLE, detail, 0);
  }
}
