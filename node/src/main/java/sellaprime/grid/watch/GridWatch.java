package sellaprime.grid.watch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.jobs.UnfinishedJobs;
import sellaprime.grid.watch.Happening.Kind;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.Outcome;
import sellaprime.job.Setback;

/**
 * Counts what ends, and remembers what happened lately; see the package. Thread-safe. Cost: a few
 * counters per job that ends, and a map entry per job that is handed over or fails.
 */
public final class GridWatch implements UnfinishedJobs.Listener {
  /** Happenings that are remembered. */
  public static final int KEPT = 200;

  /** Counters by node name: names are few, but nothing here may grow for ever. */
  private static final int MOST_NAMES = 1000;

  private static final int SHOWN_CHARS = 60;
  private static final int REASON_CHARS = 300;

  /**
   * What ended since this node started, as far as it saw.
   *
   * @param done answered by a tester or from memory, parts of batches and searches among them
   */
  public record Totals(long done, long failed, long cancelled, long handedOver) {}

  private final Loads loads;
  private final Clock clock;
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder cancelled = new LongAdder();
  private final LongAdder handedOver = new LongAdder();
  private final Map<String, LongAdder> doneByNode = new ConcurrentHashMap<>();

  /** Names of nodes by id, also of those that are gone; guarded by itself. */
  private final Map<String, String> names = new LinkedHashMap<>();

  private final Map<String, Happening> kept = new LinkedHashMap<>(); // by id; guarded by itself
  private long last; // guarded by kept

  /** Reads names of testers from {@code loads}; hears nothing until somebody tells it. */
  public GridWatch(Loads loads, Clock clock) {
    this.loads = loads;
    this.clock = clock;
  }

  /** A node came, or was here when this one did. */
  public void knows(String nodeId, String name) {
    synchronized (names) {
      names.put(nodeId, name);
      trim(names, MOST_NAMES);
    }
  }

  /** A node came. */
  public void joined(String nodeId, String name) {
    knows(nodeId, name);
    add("joined " + nodeId, Kind.JOINED, name, null, null, null, null);
  }

  /** A node went, in good order or not. */
  public void left(String nodeId, String name, boolean died) {
    add(
        (died ? "died " : "left ") + nodeId,
        died ? Kind.DIED : Kind.LEFT,
        name,
        null,
        null,
        null,
        null);
  }

  @Override
  public void moved(String from, Job job) {
    handedOver.increment();
    String id = "handed over " + job.id() + ' ' + job.attempt();
    add(id, Kind.HANDED_OVER, null, job, nodeOf(from), nodeOf(job.owner()), why(from, job));
  }

  /** What the job met at {@code from}: its last setback, if it was there; else it only waited. */
  private static String why(String from, Job job) {
    List<Setback> setbacks = job.setbacks();
    Setback latest = setbacks.isEmpty() ? null : setbacks.get(setbacks.size() - 1);
    return latest != null && latest.tester().equals(from)
        ? latest.kind().name().toLowerCase(Locale.ROOT)
        : "queued";
  }

  @Override
  public void ended(Job job) {
    Outcome outcome = job.outcome();
    if (job.state() == JobState.CANCELLED) {
      cancelled.increment();
    } else if (job.state() == JobState.FAILED) {
      failed.increment();
      String reason = outcome == null || outcome.reason() == null ? "" : outcome.reason();
      add(
          "failed " + job.id(),
          Kind.FAILED,
          null,
          job,
          null,
          outcome == null ? null : outcome.node(),
          shortened(reason, REASON_CHARS));
    } else {
      done.increment();
      String node = outcome == null ? null : outcome.node();
      if (node != null && (doneByNode.size() < MOST_NAMES || doneByNode.containsKey(node))) {
        doneByNode.computeIfAbsent(node, key -> new LongAdder()).increment();
      }
    }
  }

  private void add(
      String id,
      Kind kind,
      @Nullable String node,
      @Nullable Job job,
      @Nullable String from,
      @Nullable String to,
      @Nullable String why) {
    String jobId = job == null ? null : job.id();
    String what = job == null ? null : shortened(job.question().shown(), SHOWN_CHARS);
    Integer attempt = job == null ? null : (Integer) job.attempt();
    synchronized (kept) {
      Happening happening =
          new Happening(
              ++last, id, clock.millis(), kind, node, jobId, what, from, to, attempt, why);
      kept.putIfAbsent(id, happening);
      trim(kept, KEPT);
    }
  }

  private static <V> void trim(Map<String, V> map, int most) {
    var oldest = map.keySet().iterator();
    for (int excess = map.size() - most; excess > 0; excess--) {
      oldest.next();
      oldest.remove();
    }
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** The name of the node that a tester is, or was, on; its own id if that is not known. */
  public String nodeOf(String tester) {
    TesterLoad row = loads.row(tester);
    if (row != null) {
      return row.nodeName();
    }
    String nodeId = tester.substring(0, Math.max(0, tester.indexOf('#')));
    synchronized (names) {
      return names.getOrDefault(nodeId, tester);
    }
  }

  /** What happened after number {@code after}, oldest first, as far as it is remembered. */
  public List<Happening> since(long after) {
    synchronized (kept) {
      if (last <= after) {
        return List.of();
      }
      List<Happening> newer = new ArrayList<>();
      for (Happening happening : kept.values()) {
        if (happening.number() > after) {
          newer.add(happening);
        }
      }
      return newer;
    }
  }

  /** What ended until now. */
  public Totals totals() {
    return new Totals(done.sum(), failed.sum(), cancelled.sum(), handedOver.sum());
  }

  /** Jobs that each node has answered until now, by its name. */
  public Map<String, Long> doneByNode() {
    return doneByNode.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
  }
}
