package sellaprime.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.grid.watch.GridWatch;

/**
 * How the grid stands, drawn about once a second whether somebody looks or not, so that whoever
 * comes sees the last minutes as well. Drawn once for all who look. Thread-safe.
 */
final class GridPicture {
  /** Seconds of history. */
  static final int KEPT = 300;

  private static final Logger log = LoggerFactory.getLogger(GridPicture.class);
  private static final long EVERY_NANOS = Duration.ofMillis(950).toNanos();
  private static final Current NONE = new Current(0, "");

  /**
   * The latest picture, as an event.
   *
   * @param number counts the pictures; 0 if there is none yet
   */
  record Current(long number, String event) {}

  /**
   * A picture. Rates are of the last second; totals are since the node that tells them started.
   *
   * @param node the node that tells
   * @param unfinished jobs that are accepted and not over, parts of others among them
   */
  record Answer(
      String at,
      String node,
      List<NodeRow> nodes,
      int unfinished,
      long perSecond,
      GridWatch.Totals totals)
      implements JsonAnswer {}

  /** A node, with the jobs it answered in the last second. */
  record NodeRow(
      String id,
      String name,
      @Nullable String http,
      int workers,
      int queued,
      int running,
      long perSecond,
      String state,
      String role) {}

  /**
   * The last minutes.
   *
   * @param columns what the numbers of a sample are
   */
  record History(List<String> columns, List<long[]> samples) implements JsonAnswer {}

  private static final List<String> COLUMNS =
      List.of("at", "done", "failed", "handedOver", "queued", "running");

  private final Backend backend;
  private final Clock clock;
  private final Deque<long[]> samples = new ArrayDeque<>(); // guarded by itself
  private volatile Current current = NONE;

  // Used by the thread that ticks alone.
  private long drawnAt = System.nanoTime() - EVERY_NANOS;
  private @Nullable GridWatch counted;
  private GridWatch.Totals before = new GridWatch.Totals(0, 0, 0, 0);
  private Map<String, Long> beforeByNode = Map.of();

  GridPicture(Backend backend, Clock clock) {
    this.backend = backend;
    this.clock = clock;
  }

  /** To be called several times a second. */
  void tick() {
    long nanos = System.nanoTime() - drawnAt;
    if (nanos >= EVERY_NANOS && backend.isOpen()) {
      drawnAt += nanos;
      try {
        draw(nanos / 1e9);
      } catch (RuntimeException e) { // its Ignite has stopped, and another may take its place
        log.debug("No picture of the grid can be drawn now", e);
      }
    }
  }

  private void draw(double seconds) {
    GridWatch watch = backend.watch();
    ClusterView cluster = backend.cluster();
    GridWatch.Totals totals = watch.totals();
    Map<String, Long> byNode = watch.doneByNode();
    if (watch != counted) { // counts from its own start
      counted = watch;
      before = totals;
      beforeByNode = byNode;
    }
    Map<String, Long> rates = new HashMap<>();
    byNode.forEach(
        (name, done) -> rates.put(name, rate(done - beforeByNode.getOrDefault(name, 0L), seconds)));
    List<NodeRow> rows =
        cluster.nodes().stream()
            .map(node -> row(node, rates.getOrDefault(node.name(), 0L)))
            .toList();
    long now = clock.millis();
    long perSecond = rate(totals.done() - before.done(), seconds);
    remember(
        new long[] {
          now,
          perSecond,
          totals.failed() - before.failed(),
          totals.handedOver() - before.handedOver(),
          rows.stream().mapToLong(NodeRow::queued).sum(),
          rows.stream().mapToLong(NodeRow::running).sum()
        });
    before = totals;
    beforeByNode = byNode;
    Answer answer =
        new Answer(
            JobAnswer.time(now),
            cluster.local().name(),
            rows,
            backend.gateway().jobs().unfinished().size(),
            perSecond,
            totals);
    current = new Current(current.number + 1, EventStream.event("picture", answer));
  }

  private static long rate(long count, double seconds) {
    return Math.round(count / seconds);
  }

  private static NodeRow row(ClusterView.Node node, long perSecond) {
    return new NodeRow(
        node.id(),
        node.name(),
        node.http(),
        node.workers(),
        node.queued(),
        node.running(),
        perSecond,
        node.state(),
        node.role());
  }

  private void remember(long[] sample) {
    synchronized (samples) {
      samples.addLast(sample);
      if (samples.size() > KEPT) {
        samples.removeFirst();
      }
    }
  }

  /** The last minutes. */
  History history() {
    synchronized (samples) {
      return new History(COLUMNS, List.copyOf(samples));
    }
  }

  /** The latest picture. */
  Current current() {
    return current;
  }

  /** What happened lately. */
  GridWatch watch() {
    return backend.watch();
  }
}
