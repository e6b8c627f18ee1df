package sellaprime.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.ignite.client.ClientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in memory that keeps the promises of {@link PrimesService}, with nodes that fail as
 * they are told. Time is the test's own clock; nothing here is a socket or a thread.
 */
final class FakeCluster implements Connector {
  /** One node; every field may be changed by the test at any time. */
  static final class FakeNode {
    boolean alive = true;

    /** Called before the node does what it is asked; may throw. */
    Runnable before = () -> {};

    /** Called after the node has done it, before the reply; may throw. */
    Runnable after = () -> {};

    /** Replies with this to every submission, instead of accepting it. */
    Function<String, @Nullable Reply> refusal = id -> null;

    int connections;
  }

  static final class FakeJob {
    final String number;
    JobInfo.State state = JobInfo.State.QUEUED;

    FakeJob(String number) {
      this.number = number;
    }
  }

  final ManualClock clock;
  final Map<String, FakeNode> nodes = new LinkedHashMap<>();
  final Map<String, FakeJob> jobs = new HashMap<>();

  /** Every message that reached a node: "address: call [ids]". */
  final List<String> messages = new ArrayList<>();

  /** When each get came, in ms. */
  final List<Double> askedAtMs = new ArrayList<>();

  /** Sizes of the submissions that reached a node. */
  final List<Integer> batches = new ArrayList<>();

  FakeCluster(ManualClock clock, String... addresses) {
    this.clock = clock;
    for (String address : addresses) {
      nodes.put(address, new FakeNode());
    }
  }

  FakeNode node(String address) {
    return Objects.requireNonNull(nodes.get(address));
  }

  void finish(String id, JobInfo.State state) {
    Objects.requireNonNull(jobs.get(id), id).state = state;
  }

  void finishAll() {
    jobs.values().forEach(job -> job.state = JobInfo.State.DONE);
  }

  static RuntimeException dead() {
    return new ClientConnectionException("Connection refused");
  }

  @Override
  public Connection connect(String address) {
    FakeNode node = nodes.get(address);
    if (node == null || !node.alive) {
      throw dead();
    }
    node.connections++;
    return new FakeConnection(address, node);
  }

  private JobInfo info(String id, FakeJob job) {
    boolean done = job.state == JobInfo.State.DONE;
    return new JobInfo(
        id,
        job.number,
        job.state,
        done ? Verdict.PRIME : null,
        done ? "fake" : null,
        job.state == JobInfo.State.FAILED ? "poison" : null,
        "fake",
        1,
        0,
        0);
  }

  private Reply accept(FakeNode node, String id, String number) {
    Reply refusal = node.refusal.apply(id);
    if (refusal != null) {
      return refusal;
    }
    FakeJob job = jobs.computeIfAbsent(id, key -> new FakeJob(number));
    return job.number.equals(number)
        ? Reply.of(info(id, job))
        : Reply.refused(Reply.Status.CONFLICT, "another number", 0);
  }

  private Reply find(String id) {
    FakeJob job = jobs.get(id);
    return job == null
        ? Reply.refused(Reply.Status.NOT_FOUND, "no such job", 0)
        : Reply.of(info(id, job));
  }

  private final class FakeConnection implements Connection {
    private final String address;
    private final FakeNode node;
    private boolean closed;

    FakeConnection(String address, FakeNode node) {
      this.address = address;
      this.node = node;
    }

    private void arrives(String call, String... ids) {
      if (closed || !node.alive) {
        throw dead();
      }
      messages.add(address + ": " + call + " " + List.of(ids));
      node.before.run();
    }

    private void replies() {
      node.after.run();
      if (!node.alive) {
        throw dead();
      }
    }

    @Override
    public Reply[] submit(String[] ids, String[] numbers) {
      arrives("submit", ids);
      batches.add(ids.length);
      Reply[] replies = new Reply[ids.length];
      for (int i = 0; i < ids.length; i++) {
        replies[i] = accept(node, ids[i], numbers[i]);
      }
      replies();
      return replies;
    }

    @Override
    public Reply feed(String id, long from, String lines, boolean more) {
      throw new UnsupportedOperationException("it knows no batches");
    }

    @Override
    public Reply results(String id, long from, long taken) {
      throw new UnsupportedOperationException("it knows no batches");
    }

    @Override
    public Reply sell(String id, PrimeOrder order) {
      arrives("sell", id);
      Reply reply = accept(node, id, "prime of " + order.bits() + " bits");
      replies();
      return reply;
    }

    @Override
    public Reply[] get(String[] ids) {
      arrives("get", ids);
      askedAtMs.add(clock.nowMs());
      Reply[] replies = new Reply[ids.length];
      for (int i = 0; i < ids.length; i++) {
        replies[i] = find(ids[i]);
      }
      replies();
      return replies;
    }

    @Override
    public Reply cancel(String id) {
      arrives("cancel", id);
      FakeJob job = jobs.get(id);
      if (job != null && !job.state.isFinal()) {
        job.state = JobInfo.State.CANCELLED;
      }
      replies();
      return find(id);
    }

    @Override
    public String[] endpoints() {
      if (closed || !node.alive) {
        throw dead();
      }
      return nodes.entrySet().stream()
          .filter(entry -> entry.getValue().alive)
          .map(Map.Entry::getKey)
          .toArray(String[]::new);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
