package sellaprime.grid.jobs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobTransitions;
import sellaprime.job.Ruling;

/**
 * The job store without Ignite: one map that some nodes share, an index and listeners for each. As
 * there, the listeners run under the entry's lock, and see the changes of one job in order.
 *
 * <p>It can be told to fail, to hold changes back, and to apply each change twice, as Ignite may
 * when a primary dies. What is told to one node's store holds for all.
 */
public final class InMemoryJobStore implements JobStore {
  private static final Logger log = LoggerFactory.getLogger(InMemoryJobStore.class);

  private record Held(String id, JobEvent event, CompletableFuture<Ruling> done) {}

  private static final class Shared {
    final ConcurrentMap<String, Job> jobs = new ConcurrentHashMap<>();
    final List<InMemoryJobStore> nodes = new CopyOnWriteArrayList<>();
    final AtomicInteger refusals = new AtomicInteger();
    final AtomicInteger breaks = new AtomicInteger();
    final AtomicInteger lostReplies = new AtomicInteger();
    final AtomicBoolean twice = new AtomicBoolean();
    final AtomicBoolean holding = new AtomicBoolean();
    final Deque<Held> held = new ArrayDeque<>(); // guarded by itself
  }

  private final Shared shared;
  private final UnfinishedJobs unfinished = new UnfinishedJobs(this);
  private final List<Consumer<Job>> listeners = new CopyOnWriteArrayList<>();

  /** This node's copies that missed a change. */
  private final ConcurrentMap<String, Job> behind = new ConcurrentHashMap<>();

  private final List<Consumer<String>> removals = new CopyOnWriteArrayList<>();
  private volatile boolean misses;
  private volatile @Nullable InMemoryJobStore primary;

  private InMemoryJobStore(Shared shared) {
    this.shared = shared;
    shared.nodes.add(this);
  }

  public InMemoryJobStore() {
    this(new Shared());
  }

  /** The same jobs, as another node has them. */
  public InMemoryJobStore onAnotherNode() {
    return new InMemoryJobStore(shared);
  }

  /** From now on {@code primary} rules on what is asked here; this node's copies stay apart. */
  public void forwardTo(InMemoryJobStore primary) {
    this.primary = primary;
  }

  @Override
  public CompletableFuture<Ruling> apply(String id, JobEvent event) {
    InMemoryJobStore other = primary;
    if (other != null) {
      return other.apply(id, event);
    }
    if (takesOne(shared.breaks)) {
      throw new IllegalStateException("told to break");
    }
    CompletableFuture<Ruling> done = new CompletableFuture<>();
    synchronized (shared.held) {
      if (shared.holding.get()) {
        shared.held.add(new Held(id, event, done));
        return done;
      }
    }
    settle(id, event, done);
    return done;
  }

  private void settle(String id, JobEvent event, CompletableFuture<Ruling> done) {
    if (takesOne(shared.refusals)) {
      done.completeExceptionally(
          new StoreUnavailableException("told to refuse", new IllegalStateException(id)));
      return;
    }
    Ruling ruling = change(id, event);
    if (shared.twice.get()) {
      change(id, event);
    }
    if (takesOne(shared.lostReplies)) {
      done.completeExceptionally(
          new StoreUnavailableException("told to lose the reply", new IllegalStateException(id)));
    } else {
      done.complete(ruling);
    }
  }

  private Ruling change(String id, JobEvent event) {
    Ruling[] ruling = new Ruling[1];
    shared.jobs.compute(
        id,
        (key, standing) -> {
          ruling[0] = JobTransitions.apply(standing, event);
          Job next = ruling[0].job();
          if (ruling[0].isApplied() && next != null) {
            shared.nodes.forEach(node -> node.receive(standing, next));
            return next;
          }
          return standing;
        });
    return ruling[0];
  }

  private void receive(@Nullable Job before, Job next) {
    if (misses && before != null) {
      behind.putIfAbsent(next.id(), before);
    } else {
      behind.remove(next.id());
      publish(next);
    }
  }

  private void noteRemoval(String id) {
    unfinished.noteRemoval(id);
    removals.forEach(listener -> listener.accept(id));
  }

  private void publish(Job job) {
    if (unfinished.note(job)) {
      for (Consumer<Job> listener : listeners) {
        try {
          listener.accept(job);
        } catch (RuntimeException | Error e) {
          log.error("A listener failed on {}", job, e);
        }
      }
    }
  }

  private static boolean takesOne(AtomicInteger stock) {
    return stock.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
  }

  /** Whether changes of jobs that exist fail to reach this node's copies. */
  public void missChanges(boolean misses) {
    this.misses = misses;
  }

  /** The next {@code count} changes fail, and are not made. */
  public void refuseNext(int count) {
    shared.refusals.set(count);
  }

  /** The next {@code count} calls of apply throw, which no store should. */
  public void breakNext(int count) {
    shared.breaks.set(count);
  }

  /** The next {@code count} changes are made, and reported as failed. */
  public void loseNextReplies(int count) {
    shared.lostReplies.set(count);
  }

  /** From now on each change is applied twice. */
  public void applyTwice() {
    shared.twice.set(true);
  }

  /** From now on changes wait until they are let go. */
  public void hold() {
    synchronized (shared.held) {
      shared.holding.set(true);
    }
  }

  /** Number of changes that wait. */
  public int held() {
    synchronized (shared.held) {
      return shared.held.size();
    }
  }

  /** Lets one change go: the first of a job that {@code random} picks. */
  public void letOneGo(Random random) {
    Held next;
    synchronized (shared.held) {
      List<Held> all = new ArrayList<>(shared.held);
      if (all.isEmpty()) {
        return;
      }
      String id = all.get(random.nextInt(all.size())).id;
      next = all.stream().filter(held -> held.id.equals(id)).findFirst().orElseThrow();
      shared.held.remove(next);
    }
    settle(next.id, next.event, next.done);
  }

  /** Lets all changes go, in order, and holds no more. */
  public void letGo() {
    synchronized (shared.held) {
      shared.holding.set(false);
    }
    while (true) {
      Held next;
      synchronized (shared.held) {
        next = shared.held.poll();
      }
      if (next == null) {
        return;
      }
      settle(next.id, next.event, next.done);
    }
  }

  /** All jobs, finished ones included. */
  public List<Job> all() {
    return List.copyOf(shared.jobs.values());
  }

  @Override
  public CompletableFuture<@Nullable Void> discard(SortedSet<String> ids) {
    for (String id : ids) {
      Job before = shared.jobs.remove(id);
      shared.nodes.stream()
          .filter(node -> node.misses && before != null)
          .forEach(node -> node.behind.putIfAbsent(id, before));
      shared.nodes.stream().filter(node -> !node.misses).forEach(node -> node.noteRemoval(id));
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public @Nullable Job get(String id) {
    Job old = behind.get(id);
    return old != null ? old : shared.jobs.get(id);
  }

  @Override
  public void forEachUnfinished(Consumer<Job> action) {
    shared.jobs.values().stream().filter(job -> !job.state().isFinal()).forEach(action);
  }

  @Override
  public void onRemoval(Consumer<String> listener) {
    removals.add(listener);
  }

  @Override
  public UnfinishedJobs unfinished() {
    return unfinished;
  }

  @Override
  public void onChange(Consumer<Job> listener) {
    listeners.add(listener);
  }
}
