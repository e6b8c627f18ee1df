package sellaprime.client;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import sellaprime.client.PendingCall.Kind;

/**
 * Asks a sellaprime cluster about numbers, and survives the death of the node that it talks to.
 *
 * <pre>{@code
 * try (PrimesClient client = PrimesClient.connect("host:10800,host2:10801")) {
 *   Verdict verdict = client.test("2^127-1");
 * }
 * }</pre>
 *
 * <p><b>Guarantees.</b> A call without a reply is repeated, at any node that lives, until it has
 * one; since every job has an id that this client or its caller made, a repetition is the same job.
 * What is pending when a node dies stays pending and completes later. An answer is known here at
 * most a quarter of the job's own waiting time (at least 2 ms, at most 0.5 s) after it is there. A
 * lone call is sent at once; calls that arrive while one is under way share the next message.
 *
 * <p><b>Not guaranteed.</b> Order among calls. A bound on what callers leave pending: the client
 * keeps all of it.
 *
 * <p><b>Failures.</b> {@link JobRefusedException}, {@link JobNotFoundException}: the service says
 * no. {@link JobFailedException}: the job is over without a verdict. {@link
 * AnswerTimeoutException}: the caller's own limit. Plain {@link PrimesClientException}: no node
 * answered for {@link PrimesClientBuilder#giveUpAfter}, or the client was closed; the job may be
 * answered all the same, and the message tells how to ask. Futures fail with the same, as the cause
 * where {@link CompletableFuture} wraps it.
 *
 * <p><b>Threads.</b> Thread-safe. One daemon thread, {@code sellaprime-client-io}, makes all calls.
 * Futures complete on a small pool of this client, {@code sellaprime-client-callback-*}, never on
 * that thread: a dependent may block on other futures of this client, but one that blocks
 * otherwise, for long, belongs on an executor of its own. To cancel a future is to stop waiting;
 * the job goes on ({@link #cancel} ends it).
 */
public final class PrimesClient implements AutoCloseable {
  private final ClientThread io;

  PrimesClient(ClientThread io) {
    this.io = io;
  }

  /**
   * Connects to a cluster by any of its nodes; tries for up to 10 s.
   *
   * @param addresses the thin-client addresses of one or more nodes: {@code host:port,host2:port}
   * @throws IllegalArgumentException if the addresses cannot be read
   * @throws PrimesClientException if none answers
   */
  public static PrimesClient connect(String addresses) {
    return builder().addresses(addresses).connect();
  }

  /** For other settings than the usual ones. */
  public static PrimesClientBuilder builder() {
    return new PrimesClientBuilder();
  }

  void start(ClientLoop loop, List<String> addresses, Duration timeout) {
    io.start();
    boolean reached = false;
    try {
      loop.reached().get(NANOSECONDS.convert(timeout), NANOSECONDS);
      reached = true;
    } catch (TimeoutException e) {
      Throwable last = loop.lastFailure();
      throw new PrimesClientException(
          "No node of a sellaprime cluster answers within "
              + seconds(timeout)
              + " ("
              + ClientLoop.describe(addresses, last == null ? e : last)
              + ")",
          null,
          true,
          last);
    } catch (ExecutionException e) {
      throw asClientException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PrimesClientException("Interrupted while connecting", null, true, e);
    } finally {
      if (!reached) {
        close();
      }
    }
  }

  /**
   * Tests a number; waits for the verdict as long as it takes.
   *
   * @throws IllegalArgumentException if n is negative
   * @throws PrimesClientException if there is no verdict; see the class
   * @throws InterruptedException if interrupted; the job, whose id nobody else knows, is cancelled
   */
  public Verdict test(BigInteger n) throws InterruptedException {
    return verdict(NumberText.of(n), null);
  }

  /**
   * As {@link #test(BigInteger)}, for at most {@code timeout}.
   *
   * @throws AnswerTimeoutException with the job's id, when the time is up; the job goes on
   */
  public Verdict test(BigInteger n, Duration timeout) throws InterruptedException {
    return verdict(NumberText.of(n), timeout);
  }

  /**
   * As {@link #test(BigInteger)}, for a decimal, a {@code 0x} hexadecimal, or an expression as
   * {@code 2^127-1}.
   */
  public Verdict test(String number) throws InterruptedException {
    return verdict(number, null);
  }

  /** As {@link #test(BigInteger, Duration)}, for what {@link #test(String)} takes. */
  public Verdict test(String number, Duration timeout) throws InterruptedException {
    return verdict(number, timeout);
  }

  private Verdict verdict(String number, @Nullable Duration timeout) throws InterruptedException {
    PendingCall call = send(Kind.TEST, newId(), number);
    JobInfo job;
    try {
      job = result(call.future, call.id, timeout);
    } catch (InterruptedException e) {
      send(Kind.CANCEL, call.id, null);
      throw e;
    }
    Verdict verdict = job.verdict();
    if (job.state() != JobInfo.State.DONE || verdict == null) {
      throw new JobFailedException(job);
    }
    return verdict;
  }

  /**
   * Tests a number. The future completes when the job is over, in whatever way: look at {@link
   * JobInfo#state}.
   *
   * @throws IllegalArgumentException if n is negative
   */
  public CompletableFuture<JobInfo> testAsync(BigInteger n) {
    return testAsync(NumberText.of(n));
  }

  /** As {@link #testAsync(BigInteger)}, for what {@link #test(String)} takes. */
  public CompletableFuture<JobInfo> testAsync(String number) {
    return send(Kind.TEST, newId(), number).future;
  }

  /**
   * Finds a new random prime of exactly {@code bits} bits, as {@link #newPrimes} does.
   *
   * @throws JobRefusedException if there is none, or it is too long
   */
  public BigInteger newPrime(int bits) throws InterruptedException {
    return newPrimes(PrimeOrder.ofBits(bits)).get(0);
  }

  /**
   * Finds new random primes; waits for them as long as it takes. The whole cluster has seen them:
   * they are no secret.
   *
   * @return as many as were ordered
   * @throws JobRefusedException if there are none like that, or they are too long
   * @throws PrimesClientException if there is no answer; see the class
   * @throws InterruptedException if interrupted; the search is given up
   */
  public List<BigInteger> newPrimes(PrimeOrder order) throws InterruptedException {
    PendingCall call = sell(newId(), order);
    JobInfo job;
    try {
      job = result(call.future, call.id, null);
    } catch (InterruptedException e) {
      send(Kind.CANCEL, call.id, null);
      throw e;
    }
    if (job.state() != JobInfo.State.DONE) {
      throw new JobFailedException(job);
    }
    return job.primes().stream().map(BigInteger::new).toList();
  }

  /**
   * Orders new random primes under an id of the caller's. The future completes when the job is
   * over, in whatever way: look at {@link JobInfo#state} and {@link JobInfo#primes}. To cancel it
   * is to stop waiting; {@link #cancel} gives the search up.
   */
  public CompletableFuture<JobInfo> newPrimesAsync(String id, PrimeOrder order) {
    return sell(id, order).future;
  }

  private PendingCall sell(String id, PrimeOrder order) {
    PendingCall call = new PendingCall(Kind.SELL, Objects.requireNonNull(id, "id"), null);
    call.order = Objects.requireNonNull(order, "order");
    io.add(call);
    return call;
  }

  /** As {@link #submitAll(String, Stream)}, with a new id. */
  public Stream<NumberResult> submitAll(Stream<String> numbers) {
    return submitAll(newId(), numbers);
  }

  /**
   * Tests numbers, however many, as one batch, and gives the results in the same order. Lazy and
   * streamed both ways: numbers are taken and sent as the results are read, at most 65,536 ahead
   * (less of long ones: 4 million characters), and neither side is ever held as a whole, here or
   * there. It waits while results that nobody has taken fill the room for jobs in the cluster.
   *
   * <p>A number that cannot be read, or whose test failed, has a result that says so, and the
   * others go on. {@link #batch} tells how far it is, {@link #cancel} ends it; then, or if no node
   * answers for too long, reading throws {@link PrimesClientException}. To close the stream before
   * its end is to cancel the batch, and to stop taking numbers.
   *
   * @param id the batch's, as of {@link #submit(String, String)}; a new one each time
   * @param numbers as {@link #test(String)} takes them; read by a thread of this call, and closed
   *     with the result
   */
  public Stream<NumberResult> submitAll(String id, Stream<String> numbers) {
    Objects.requireNonNull(id, "id");
    BatchStream results = new BatchStream(id, numbers.iterator(), io::add, System::nanoTime);
    Spliterator<NumberResult> inOrder =
        Spliterators.spliteratorUnknownSize(results, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(inOrder, false).onClose(results::close).onClose(numbers::close);
  }

  /**
   * Tells how far a batch is.
   *
   * @throws JobNotFoundException if no node knows it
   */
  public BatchInfo batch(String id) throws InterruptedException {
    PendingCall call = new PendingCall(Kind.RESULTS, Objects.requireNonNull(id, "id"), null);
    call.message = node -> node.results(id, Long.MAX_VALUE, 0);
    io.add(call);
    result(call.future, id, null);
    Reply reply = Objects.requireNonNull(call.reply);
    return Objects.requireNonNull(reply.batch(), "a reply without a batch");
  }

  /**
   * As {@link #submit(String, String)}, with a new id. After a failure, the exception tells the id.
   */
  public String submit(String number) throws InterruptedException {
    return submit(newId(), number);
  }

  /**
   * Has a job accepted; does not wait for its answer.
   *
   * @param id the caller's own, unique for ever: 1 to 128 of {@code A-Z a-z 0-9 . _ ~ : @ -}, the
   *     first a letter or a digit. A known id with the same number is the same job
   * @return the id, once the job is accepted: from then on it gets its outcome, whatever happens to
   *     this client
   * @throws JobRefusedException if the number or the id is refused, or the id belongs to a job with
   *     another number
   * @throws InterruptedException if interrupted; the job may have been accepted
   */
  public String submit(String id, String number) throws InterruptedException {
    return result(submitAsync(id, number), id, null);
  }

  /** As {@link #submit(String)}. */
  public CompletableFuture<String> submitAsync(String number) {
    return submitAsync(newId(), number);
  }

  /** As {@link #submit(String, String)}; the future's value is the id. */
  public CompletableFuture<String> submitAsync(String id, String number) {
    PendingCall call = send(Kind.SUBMIT, id, number);
    CompletableFuture<String> accepted = new CompletableFuture<>();
    var unused =
        call.future.whenComplete(
            (job, failure) -> {
              if (failure == null) {
                accepted.complete(id);
              } else {
                accepted.completeExceptionally(failure);
              }
            });
    // A caller that cancels its future waits no more.
    var unusedToo = accepted.whenComplete((done, failure) -> call.future.cancel(false));
    return accepted;
  }

  /**
   * Waits for the end of a job, whoever submitted it, whenever, at whichever node. The future
   * completes when the job is over, in whatever way: look at {@link JobInfo#state}.
   *
   * <p>If no node knows the job, the future fails with {@link JobNotFoundException}; unless this
   * client had it accepted itself and still knows the number: then the cluster has lost it, as when
   * all nodes were restarted, and it is submitted again with the same id. (So is a job of {@link
   * #test} and {@link #testAsync}.) Numbers of about 8 million characters altogether are known, the
   * latest.
   */
  public CompletableFuture<JobInfo> await(String id) {
    return send(Kind.AWAIT, id, null).future;
  }

  /**
   * Tells how a job stands.
   *
   * @throws JobNotFoundException if no node knows it
   */
  public JobInfo get(String id) throws InterruptedException {
    return result(send(Kind.GET, id, null).future, id, null);
  }

  /**
   * Cancels a job, if it is not over.
   *
   * @return how it stands: an outcome that was there first has won
   * @throws JobNotFoundException if no node knows it
   */
  public JobInfo cancel(String id) throws InterruptedException {
    return result(send(Kind.CANCEL, id, null).future, id, null);
  }

  /**
   * Ends the connection. What is pending fails with a {@link PrimesClientException}, soon after;
   * accepted jobs go on in the cluster. Closing again does nothing; a call after that fails. A
   * client that is not closed keeps the JVM alive, since the thread that Ignite 2.17 reads its
   * socket with is not a daemon.
   */
  @Override
  public void close() {
    io.stop();
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private PendingCall send(Kind kind, String id, @Nullable String number) {
    if (kind.first == PendingCall.Step.SUBMIT) {
      Objects.requireNonNull(number, "number");
    }
    PendingCall call = new PendingCall(kind, Objects.requireNonNull(id, "id"), number);
    io.add(call);
    return call;
  }

  private static <T> T result(CompletableFuture<T> future, String id, @Nullable Duration timeout)
      throws InterruptedException {
    try {
      return timeout == null ? future.get() : future.get(NANOSECONDS.convert(timeout), NANOSECONDS);
    } catch (ExecutionException e) {
      throw asClientException(e.getCause());
    } catch (TimeoutException e) {
      throw new AnswerTimeoutException(id, Objects.requireNonNull(timeout));
    } finally {
      future.cancel(false); // whoever leaves early waits no more
    }
  }

  /**
   * The exception of a future that only this caller has: it may show this caller's stack, not the
   * I/O thread's.
   */
  private static PrimesClientException asClientException(@Nullable Throwable cause) {
    if (cause instanceof PrimesClientException known) {
      known.fillInStackTrace();
      return known;
    }
    return new PrimesClientException("The client has broken down: " + cause, null, false, cause);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
