package sellaprime.grid.jobs;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cache.CachePartialUpdateException;
import org.apache.ignite.cache.query.ContinuousQuery;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.observe.GridObserver.Attempt;
import sellaprime.grid.observe.GridObserver.Lane;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Compared;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobEvent.Progressed;
import sellaprime.job.JobEvent.Reaffirmed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobEvent.Restored;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.JobState;
import sellaprime.job.Outcome;
import sellaprime.job.PartIds;
import sellaprime.job.Ruling;
import sellaprime.job.Setback;

/**
 * The job store on Ignite's REPLICATED, ATOMIC, FULL_SYNC cache {@value #CACHE}.
 *
 * <p>Four lanes of group commit, for questions, outcomes, outcomes of parts and reassignments, so
 * that none queues behind another. Outcomes expire after a while, those of parts after twice as
 * long, unless whoever oversees their whole has them written again; unfinished jobs never do.
 */
public final class IgniteJobStore implements JobStore, AutoCloseable {
  /** Name of the job cache in {@code ignite-config/}. */
  public static final String CACHE = "jobs";

  private static final Logger log = LoggerFactory.getLogger(IgniteJobStore.class);

  private final IgniteCache<String, StoredJob> cache;
  private final List<Consumer<Job>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> removals = new CopyOnWriteArrayList<>();
  private final UnfinishedJobs unfinished = new UnfinishedJobs(this);
  private final FinishOrder finished = new FinishOrder();
  private volatile boolean limited;
  private final Duration keep;
  private final @Nullable WorkOf only;
  private final GridObserver observer;
  private final QueryCursor<?> changes;
  private final GroupCommit submissions;
  private final GroupCommit outcomes;
  private final GroupCommit moves;
  private final GroupCommit parts;

  /** Starts to listen to the cache of {@code ignite}; outcomes are kept there for {@code keep}. */
  public IgniteJobStore(Ignite ignite, Duration keep) {
    this(ignite, keep, GridObserver.NONE);
  }

  /** As above; {@code observer} hears of the batches, and of every attempt after a job's first. */
  public IgniteJobStore(Ignite ignite, Duration keep, GridObserver observer) {
    this(ignite, keep, observer, null);
  }

  /**
   * The store as a node has it that keeps no jobs itself: it hears of the jobs of its own testers
   * only, and each read is a message to a keeper.
   */
  public static IgniteJobStore forTester(Ignite ignite, Duration keep, GridObserver observer) {
    return new IgniteJobStore(
        ignite, keep, observer, new WorkOf(ignite.cluster().localNode().id().toString()));
  }

  private IgniteJobStore(
      Ignite ignite, Duration keep, GridObserver observer, @Nullable WorkOf only) {
    this.keep = keep;
    this.observer = observer;
    this.only = only;
    this.cache = ignite.cache(CACHE);
    makeKnown(ignite);
    ContinuousQuery<String, StoredJob> query =
        new ContinuousQuery<String, StoredJob>().setLocalListener(this::publish);
    // Local: on a replicated cache every keeper sees every update, with no message beyond the
    // replication itself.
    this.changes =
        cache.query(only == null ? query.setLocal(true) : query.setRemoteFilterFactory(only));
    IgniteCache<String, StoredJob> expiring = cache.withExpiryPolicy(new ExpireAfterChange(keep));
    this.submissions = new GroupCommit(Lane.SUBMISSIONS, observer, batch -> write(cache, batch));
    this.outcomes = new GroupCommit(Lane.OUTCOMES, observer, batch -> write(expiring, batch));
    // Longer than the whole: a batch takes its time, and its results are read after its end. If it
    // takes days, its parts are written again; see compound.Renewal.
    IgniteCache<String, StoredJob> expiringLate =
        cache.withExpiryPolicy(new ExpireAfterChange(keep.multipliedBy(2)));
    this.parts = new GroupCommit(Lane.PARTS, observer, batch -> write(expiringLate, batch));
    this.moves = new GroupCommit(Lane.MOVES, observer, batch -> write(cache, batch));
  }

  /**
   * The first object of a class waits until all nodes have agreed on the name of the class. What
   * first comes up after a death must not: the node that waits, in the midst of a write, may be cut
   * off itself, and could not even be stopped then.
   */
  private static void makeKnown(Ignite ignite) {
    ignite.binary().toBinary(new Refusal(Ruling.unchanged(Ruling.Kind.UNKNOWN, null)));
    ignite.binary().toBinary(new ForgetIfOver());
  }

  @Override
  public CompletableFuture<Ruling> apply(String id, JobEvent event) {
    CompletableFuture<Ruling> done = lane(id, event).submit(id, event);
    if (event instanceof Reassigned moved) {
      done.thenAccept(ruling -> noteMove(id, moved, ruling.isApplied()));
    }
    return done;
  }

  private void noteMove(String id, Reassigned moved, boolean counted) {
    Setback setback = moved.setback();
    if (setback == null) {
      if (counted) {
        observer.attempt(Attempt.MOVED);
      }
      return;
    }
    Job job = get(id);
    if (counted && job != null) {
      tell(job, setback);
    }
    letFailureExpire(id, job);
  }

  /** What a setback made of a job is decided where the job is; read it from there. */
  private void tell(Job job, Setback setback) {
    Setback counted =
        job.setbacks().stream()
            .filter(s -> s.at() == setback.at() && s.tester().equals(setback.tester()))
            .findAny()
            .orElse(null);
    Outcome outcome = job.outcome();
    if (job.state() == JobState.FAILED
        && outcome != null
        && outcome.node() == null
        && outcome.finishedAt() == setback.at()) {
      observer.ended(job, JobState.FAILED, outcome);
    } else {
      observer.attempt(counted == null ? Attempt.MOVED : Attempt.valueOf(counted.kind().name()));
    }
  }

  /**
   * A setback may have ended the job, in the lane of those that never expire: write it again in the
   * other.
   */
  private void letFailureExpire(String id, @Nullable Job job) {
    if (job != null && job.state().isFinal()) {
      apply(id, new Reaffirmed(true));
    }
  }

  private GroupCommit lane(String id, JobEvent event) {
    if (event instanceof Submitted submitted && !submitted.job().state().isFinal()) {
      return submissions;
    }
    boolean leavesItUnfinished =
        event instanceof Reassigned
            || event instanceof Compared
            || event instanceof Progressed
            || (event instanceof Restored restored && !restored.job().state().isFinal())
            || (event instanceof Reaffirmed reaffirmed && !reaffirmed.ended())
            || (event instanceof Noted noted && !noted.ended());
    if (leavesItUnfinished) {
      return moves;
    }
    return PartIds.isPart(id) ? parts : outcomes;
  }

  @Override
  public boolean has(String id) {
    try {
      return cache.containsKey(id);
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("job " + id + " could not be read", e);
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> discard(SortedSet<String> ids) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    try {
      cache
          .removeAllAsync(ids)
          .listen(
              removal -> {
                try {
                  removal.get();
                  done.complete(null);
                } catch (RuntimeException e) {
                  done.completeExceptionally(notDiscarded(e));
                }
              });
    } catch (RuntimeException e) {
      done.completeExceptionally(notDiscarded(e));
    }
    return done;
  }

  private static StoreUnavailableException notDiscarded(RuntimeException cause) {
    return new StoreUnavailableException("jobs could not be removed", cause);
  }

  @Override
  public @Nullable Job get(String id) {
    try {
      StoredJob stored = cache.get(id);
      return stored == null ? null : stored.job();
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("job " + id + " could not be read", e);
    }
  }

  @Override
  public FinishedIds finished(FinishedIds.@Nullable Place place, int most) {
    return finished.newest(place, most);
  }

  @Override
  public void forEachUnfinished(Consumer<Job> action) {
    ScanQuery<String, StoredJob> query =
        only != null
            ? new ScanQuery<>(only)
            : new ScanQuery<String, StoredJob>((id, stored) -> !stored.job().state().isFinal())
                .setLocal(true);
    try (QueryCursor<Cache.Entry<String, StoredJob>> cursor = cache.query(query)) {
      cursor.forEach(entry -> action.accept(entry.getValue().job()));
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("the jobs could not be scanned", e);
    }
  }

  @Override
  public void onChange(Consumer<Job> listener) {
    listeners.add(listener);
  }

  @Override
  public void onRemoval(Consumer<String> listener) {
    removals.add(listener);
  }

  @Override
  public UnfinishedJobs unfinished() {
    return unfinished;
  }

  private void publish(Iterable<CacheEntryEvent<? extends String, ? extends StoredJob>> events) {
    for (CacheEntryEvent<? extends String, ? extends StoredJob> event : events) {
      EventType type = event.getEventType();
      if (type == EventType.REMOVED) {
        publishRemoval(event.getKey());
      } else if (type != EventType.EXPIRED) { // long after anyone waited
        publish(event);
      }
    }
  }

  private void publish(CacheEntryEvent<? extends String, ? extends StoredJob> event) {
    try {
      Job job = event.getValue().job();
      noteEnd(job);
      if (unfinished.note(job)) {
        listeners.forEach(listener -> tell(listener, job));
      }
      if (only != null && !only.owns(job)) {
        unfinished.forget(job.id()); // taken from a tester here; nothing more of it will be heard
      }
    } catch (Throwable e) {
      // Thrown on, it would fail the writer's update although the value is stored.
      log.atError()
          .addKeyValue("job", event.getKey())
          .setCause(e)
          .log("A change of job {} cannot be read", event.getKey());
    }
  }

  private void publishRemoval(String id) {
    try {
      unfinished.noteRemoval(id);
      removals.forEach(listener -> tell(listener, id));
    } catch (Throwable e) {
      log.error("The removal of job {} cannot be noted", id, e);
    }
  }

  private void noteEnd(Job job) {
    // A part goes by its time, or when its results have been read; its whole may need it till then.
    if (limited && job.outcome() != null && !job.question().isPart()) {
      finished.add(job.id(), job.outcome().finishedAt());
    }
  }

  /**
   * Bounds the outcomes from now on; see {@link OutcomeLimit}. Cost: one pass over all jobs, for
   * the outcomes that reached this node before.
   *
   * @param most outcomes to keep
   * @param isOldest whether this node is the one to remove them
   * @param memoryUsed how full the memory for jobs is, 0 to 1
   * @param past sees the jobs that have ended by now
   */
  public OutcomeLimit limitOutcomes(
      long most,
      BooleanSupplier isOldest,
      DoubleSupplier memoryUsed,
      Consumer<Job> past,
      Clock clock) {
    limited = true; // first, not to miss one that ends during the scan
    ScanQuery<String, StoredJob> query =
        new ScanQuery<>((id, stored) -> stored.job().state().isFinal());
    try (QueryCursor<Cache.Entry<String, StoredJob>> cursor = cache.query(query.setLocal(true))) {
      cursor.forEach(
          entry -> {
            noteEnd(entry.getValue().job());
            past.accept(entry.getValue().job());
          });
    }
    OutcomeLimit limit =
        new OutcomeLimit(new Kept(), finished, most, keep, isOldest, memoryUsed, clock);
    limit.start();
    return limit;
  }

  private final class Kept implements OutcomeLimit.Outcomes {
    @Override
    public long count() {
      return finished.size(); // and not what cannot be removed here: parts, and the unfinished
    }

    @Override
    public void forget(List<String> ids) {
      cache.invokeAll(new TreeSet<>(ids), new ForgetIfOver());
    }
  }

  private static <T> void tell(Consumer<T> listener, T job) {
    try {
      listener.accept(job);
    } catch (Throwable e) {
      log.error("A listener failed on {}; the next sweep makes up for it", job, e);
    }
  }

  private static Map<String, Ruling> write(
      IgniteCache<String, StoredJob> cache, SortedMap<String, JobEvent> batch) {
    SortedMap<String, EntryProcessor<String, StoredJob, Refusal>> processors = new TreeMap<>();
    batch.forEach((id, event) -> processors.put(id, new ApplyEvent(event)));
    Map<String, Ruling> rulings = new HashMap<>();
    batch.keySet().forEach(id -> rulings.put(id, Ruling.appliedElsewhere()));
    try {
      // Only rulings that changed nothing come back; see ApplyEvent.
      for (Map.Entry<String, EntryProcessorResult<Refusal>> reply :
          cache.invokeAll(processors).entrySet()) {
        EntryProcessorResult<?> result = reply.getValue();
        Object refusal = result.get();
        if (refusal != null) {
          rulings.put(reply.getKey(), ruling(refusal));
        }
      }
    } catch (CachePartialUpdateException e) {
      rulings.clear(); // the refusals among the others are lost with the exception: each change is
      // tried alone
      log.info("{} of {} changes failed and are tried again", e.failedKeys().size(), batch.size());
    }
    return rulings;
  }

  /** What comes from another node is left in Ignite's binary form. */
  private static Ruling ruling(Object refusal) {
    return (refusal instanceof BinaryObject binary
            ? binary.<Refusal>deserialize()
            : (Refusal) refusal)
        .ruling();
  }

  @Override
  public void close() {
    submissions.close();
    outcomes.close();
    moves.close();
    parts.close();
    changes.close();
  }
}
