package sellaprime.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.NodeFigures;
import sellaprime.grid.TesterFigures;
import sellaprime.grid.observe.GridObserver;

/**
 * The figures of one process. They go on counting when a new node takes the place of the last one.
 * Thread-safe; {@link #close} may be called twice.
 */
public final class NodeMetrics implements AutoCloseable {
  /** Of what {@link #text} returns. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final GridMeters grid = new GridMeters(registry);
  private final HttpMeters http = new HttpMeters(registry);
  private volatile @Nullable TesterFigures tester;
  private volatile @Nullable NodeFigures keeper;

  private NodeMetrics() {
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
    Gauge.builder("sellaprime.build.info", () -> 1)
        .description("Always 1; the tag tells the version.")
        .tag("version", version())
        .strongReference(true)
        .register(registry);
    NodeGauges.registerTester(
        (name, unit, help, figure) ->
            gauge(registry, name, unit, help, () -> of(tester, figure, 0)));
  }

  /** Starts to count what a node does that only tests. */
  public static NodeMetrics ofTester() {
    return new NodeMetrics();
  }

  /** Starts to count what a keeper does. */
  public static NodeMetrics ofKeeper() {
    NodeMetrics metrics = new NodeMetrics();
    NodeGauges.registerKeeper(
        (name, unit, help, figure) ->
            gauge(metrics.registry, name, unit, help, () -> of(metrics.keeper, figure, 0)),
        (name, unit, help, figure) ->
            gauge(
                metrics.registry, name, unit, help, () -> of(metrics.keeper, figure, Double.NaN)));
    return metrics;
  }

  private static String version() {
    return Objects.requireNonNullElse(
        NodeMetrics.class.getPackage().getImplementationVersion(), "unknown");
  }

  /** Of a node that is not there, or whose Ignite has stopped, {@code none}. */
  private static <F> double of(@Nullable F figures, ToDoubleFunction<F> figure, double none) {
    try {
      return figures == null ? none : figure.applyAsDouble(figures);
    } catch (RuntimeException e) {
      return none;
    }
  }

  static void gauge(
      MeterRegistry registry,
      String name,
      @Nullable String unit,
      String help,
      Supplier<Number> value) {
    Gauge.builder(name, value)
        .description(help)
        .baseUnit(unit)
        .strongReference(true)
        .register(registry);
  }

  /** What the grid tells. */
  public GridObserver observer() {
    return grid;
  }

  /** What the HTTP server tells. */
  public HttpMeters http() {
    return http;
  }

  /** From now on the gauges tell of {@code node}. */
  public void show(NodeFigures node) {
    tester = node;
    keeper = node;
  }

  /** As above, for a node that only tests. */
  public void showTester(TesterFigures node) {
    tester = node;
  }

  /** All figures in Prometheus' text format. Cost: some milliseconds. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.getMeters().stream().map(Meter::getId).forEach(registry::remove);
    registry.close();
  }
}
