package sellaprime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Counts requests by the template of their route, and never by their path. The routes are those of
 * the program, the methods a fixed set, the statuses what the program answers: so is their product.
 */
public final class HttpMeters {
  /**
   * The route of a request for which there is none, or which was refused before it was looked for.
   */
  public static final String NO_ROUTE = "none";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private static final Duration[] DURATIONS = {
    Duration.ofMillis(1),
    Duration.ofMillis(3),
    Duration.ofMillis(10),
    Duration.ofMillis(30),
    Duration.ofMillis(100),
    Duration.ofMillis(300),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60),
    Duration.ofMinutes(5)
  };

  private record Key(String route, String method, int status) {}

  private final MeterRegistry registry;
  private final Map<Key, Counter> requests = new ConcurrentHashMap<>();
  private final Map<String, Timer> times = new ConcurrentHashMap<>();

  HttpMeters(MeterRegistry registry) {
    this.registry = registry;
    timer(NO_ROUTE);
  }

  /**
   * A request was answered.
   *
   * @param route template of its path, one of the program's own
   */
  public void answered(String route, String method, int status, long nanos) {
    String known = METHODS.contains(method) ? method : "other";
    requests.computeIfAbsent(new Key(route, known, status), this::counter).increment();
    times.computeIfAbsent(route, this::timer).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Counter counter(Key key) {
    return Counter.builder("sellaprime.http.requests")
        .description("Requests that this node answered.")
        .tag("route", key.route)
        .tag("method", key.method)
        .tag("status", String.valueOf(key.status))
        .register(registry);
  }

  private Timer timer(String route) {
    return Timer.builder("sellaprime.http.request")
        .description("From a request's head to the end of its answer, waits and streams included.")
        .tag("route", route)
        .serviceLevelObjectives(DURATIONS)
        .register(registry);
  }

  /** From now on these are shown, too. */
  public void watch(
      IntSupplier inFlight, IntSupplier connections, IntSupplier waits, IntSupplier streams) {
    gauge("sellaprime.http.in.flight.requests", "Requests under way.", inFlight);
    gauge("sellaprime.http.connections", "Open connections.", connections);
    gauge("sellaprime.http.waits", "Requests that wait for the end of a job.", waits);
    gauge("sellaprime.http.streams", "Open event streams.", streams);
  }

  private void gauge(String name, String help, IntSupplier value) {
    NodeMetrics.gauge(registry, name, null, help, value::getAsInt);
  }
}
