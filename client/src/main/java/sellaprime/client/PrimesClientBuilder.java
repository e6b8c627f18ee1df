package sellaprime.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.apache.ignite.client.SslMode;
import org.apache.ignite.configuration.ClientConfiguration;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link PrimesClient}. Not thread-safe; may be used for several clients. */
public final class PrimesClientBuilder {
  private static final long REFRESH_EVERY = SECONDS.toNanos(5);

  private List<String> addresses = List.of("127.0.0.1:" + Addresses.DEFAULT_PORT);
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration requestTimeout = Duration.ofSeconds(5);
  private Duration giveUpAfter = Duration.ofSeconds(60);
  private boolean retryWhenOverloaded = true;
  private Consumer<ClientConfiguration> customizer = configuration -> {};
  private Consumer<ClientConfiguration> tls = configuration -> {};
  private @Nullable Connector connector;

  PrimesClientBuilder() {}

  /**
   * Where to find the cluster: {@code host:port,host2:port}; one living node is enough, the others
   * are learned from it. Default: 127.0.0.1:10800.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  public PrimesClientBuilder addresses(String list) {
    this.addresses = Addresses.parse(list);
    return this;
  }

  /** How long {@link #connect} tries. Default: 10 s. */
  public PrimesClientBuilder connectTimeout(Duration timeout) {
    this.connectTimeout = positive(timeout);
    return this;
  }

  /**
   * How long a node may take to reply to one message before it is taken as dead or frozen. Not a
   * limit on jobs: no message waits for one. Default: 5 s.
   */
  public PrimesClientBuilder requestTimeout(Duration timeout) {
    if (positive(timeout).compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("At most a day: " + timeout);
    }
    this.requestTimeout = timeout;
    return this;
  }

  /**
   * When to fail calls that get no reply from any node; {@link Duration#ZERO}: never. A cluster
   * that says that it is overloaded has replied. Default: 60 s.
   */
  public PrimesClientBuilder giveUpAfter(Duration timeout) {
    this.giveUpAfter = timeout.isZero() ? timeout : positive(timeout);
    return this;
  }

  /**
   * Whether a submission that the cluster refuses for its load is repeated, when the cluster asks
   * for that (within 10 ms to 30 s), until it is accepted; if not, it fails with {@link
   * JobRefusedException}. Default: true.
   */
  public PrimesClientBuilder retryWhenOverloaded(boolean retry) {
    this.retryWhenOverloaded = retry;
    return this;
  }

  /**
   * Changes Ignite's configuration of each connection: TLS, user and password, buffers. Addresses,
   * timeout, retries, discovery and the logger are set afterwards by the client. Note that Ignite
   * 2.17 puts no limit on a TLS handshake: a frozen node can hold one for ever.
   */
  public PrimesClientBuilder configureIgnite(Consumer<ClientConfiguration> change) {
    this.customizer = change;
    return this;
  }

  /**
   * Connects by TLS only, as the caller whose certificate and key are in {@code directory}, to
   * nodes that the authority in there has signed: {@code cert.pem}, {@code key.pem} and {@code
   * nodes-ca.pem}, as {@code sellaprime ca caller} writes them. Any node of the authority will do,
   * at whatever address: Ignite does not compare host names.
   *
   * @throws IOException if a file cannot be read or used; the message names it
   */
  public PrimesClientBuilder tls(Path directory) throws IOException {
    SSLContext context = TlsFiles.identified(directory, TlsFiles.NODES_CA);
    this.tls =
        configuration ->
            configuration.setSslMode(SslMode.REQUIRED).setSslContextFactory(() -> context);
    return this;
  }

  /** For tests: other connections than Ignite's. */
  PrimesClientBuilder connector(Connector other) {
    this.connector = other;
    return this;
  }

  /**
   * Connects to a node.
   *
   * @throws PrimesClientException if no node answers within the connect timeout, this JVM cannot
   *     run Ignite's thin client, or the thread is interrupted (the interrupt is kept)
   */
  public PrimesClient connect() {
    long origin = System.nanoTime();
    LongSupplier clock = () -> System.nanoTime() - origin;
    ForkJoinPool completer = completer();
    Connector used =
        connector != null
            ? connector
            : new IgniteConnector(
                (int) Math.max(1, requestTimeout.toMillis()), customizer.andThen(tls));
    PendingCalls pending =
        new PendingCalls(new ReplyRules(retryWhenOverloaded), nanos(giveUpAfter), completer);
    ClientLoop loop =
        new ClientLoop(
            used, new AddressBook(addresses, new Random()), pending, REFRESH_EVERY, clock);
    PrimesClient client = new PrimesClient(new ClientThread(loop, clock, completer));
    client.start(loop, addresses, connectTimeout);
    return client;
  }

  /**
   * Completes the callers' futures. A pool of its own, so that the dependents of other code's
   * futures cannot hold it up; a ForkJoinPool, since that adds a thread when a dependent blocks on
   * another future, which would otherwise be a deadlock.
   */
  private static ForkJoinPool completer() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    return new ForkJoinPool(threads, PrimesClientBuilder::worker, null, true);
  }

  private static ForkJoinWorkerThread worker(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("sellaprime-client-callback-" + thread.getPoolIndex());
    return thread;
  }

  private static long nanos(Duration duration) {
    // Duration.toNanos overflows above 292 years, which is as good as for ever.
    return duration.compareTo(Duration.ofDays(36500)) > 0 ? 0 : duration.toNanos();
  }

  private static Duration positive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("Not a positive duration: " + duration);
    }
    return duration;
  }
}
