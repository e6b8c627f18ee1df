package sellaprime.grid.jobs;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;
import sellaprime.job.JobKind;
import sellaprime.job.NumberQuestion;

/**
 * This node's index of the jobs that are not over: who owns each, as of which attempt. Recovery
 * reads it instead of scanning a day's worth of outcomes, and admission counts it.
 *
 * <p>It is a hint. Fed by change notes, it may be behind or ahead; whoever acts on an entry does so
 * by compare-and-set, and {@link #refresh} mends the entry if that fails. {@link #verify} mends
 * them all.
 *
 * <p><b>Late notes.</b> A backup may get two updates of one entry in the wrong order. It keeps the
 * newer one, and yet shows the older one to listeners afterwards. So "queued" may come after
 * "done": {@link #note} recognises the "done" that came too early, remembers it for a while, and
 * calls the "queued" late.
 */
public final class UnfinishedJobs {

  /**
   * One unfinished job: {@code owner} has to answer it, as of {@code attempt}; {@code caller} asked
   * it at {@code submittedAt}, in {@code length} characters. A compound one is overseen, not
   * tested. {@code asks} is equal for jobs that ask about the same number, 0 for other kinds.
   */
  public record Assignment(
      String id,
      String owner,
      int attempt,
      long expectedNanos,
      boolean compound,
      long caller,
      int length,
      long submittedAt,
      JobKind kind,
      int asks) {
    static Assignment of(Job job) {
      return new Assignment(
          job.id(),
          job.owner(),
          job.attempt(),
          job.expectedNanos(),
          job.question().isCompound(),
          job.caller(),
          job.question().size(),
          job.submittedAt(),
          JobKind.of(job.question()),
          job.question() instanceof NumberQuestion asked ? asked.plain().hashCode() : 0);
    }
  }

  /**
   * Hears what the index learns. Called under the lock of the job's entry: it may only take a note,
   * and must not throw.
   */
  public interface Listener {
    /** The job has gone from the tester {@code from} to its owner. */
    void moved(String from, Job job);

    /** The job is over. Told once, or not at all where the index learned it by a look. */
    void ended(Job job);
  }

  private final JobStore store;
  private final ConcurrentMap<String, Assignment> byId = new ConcurrentHashMap<>();
  private final Backlog backlog = new Backlog(); // changed under the lock of the entry in byId
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /**
   * Ids whose end was told before their last assignment; two generations, so that none stays for
   * ever.
   */
  private volatile Set<String> endedEarly = ConcurrentHashMap.newKeySet();

  private volatile Set<String> endedEarlyBefore = Set.of();

  /** Ids whose notes contradict each other: to be looked up, which no listener may do. */
  private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

  UnfinishedJobs(JobStore store) {
    this.store = store;
  }

  /** Has {@code listener} hear of moves and ends from now on. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /**
   * Takes note of a change. Called for one job at a time, under its entry's lock.
   *
   * @return false if the note is late: what it tells has been overtaken
   */
  boolean note(Job job) {
    if (job.state().isFinal()) {
      Assignment last = remove(job.id());
      boolean wasAssigned = job.attempt() > 0;
      if (wasAssigned && (last == null || last.attempt() < job.attempt())) {
        endedEarly.add(job.id());
      }
      tellOfAMove(last, job); // whose own note is late
      if (last != null || !wasAssigned) {
        listeners.forEach(listener -> listener.ended(job));
      }
      return true;
    }
    if (endedEarly.contains(job.id()) || endedEarlyBefore.contains(job.id())) {
      doubtful.add(job.id());
      return false;
    }
    int attempt = job.attempt();
    boolean news = put(job, last -> last == null || last.attempt() <= attempt).attempt() == attempt;
    if (!news) {
      doubtful.add(job.id()); // late; or the id was given to another job since
    }
    return news;
  }

  /**
   * Takes note that {@code id} was removed. The note may come after that of another job which has
   * got the id since; {@link #refreshDoubtful} then puts that one back.
   */
  void noteRemoval(String id) {
    endedEarly.remove(id);
    if (remove(id) != null) {
      doubtful.add(id);
    }
  }

  /** Puts right what notes left in doubt. To be called at a steady pace. */
  public void refreshDoubtful() {
    for (String id : List.copyOf(doubtful)) {
      doubtful.remove(id); // before the look, so that a note during it marks it again
      refresh(id);
    }
  }

  /** Replaces the entry if {@code old} allows, and returns what stands then. */
  private Assignment put(Job job, Predicate<@Nullable Assignment> old) {
    Assignment told = Assignment.of(job);
    Assignment[] before = new Assignment[1];
    Assignment now =
        byId.compute(
            told.id(),
            (id, last) -> {
              before[0] = last;
              if (!old.test(last)) {
                return last;
              }
              if (last != null) {
                backlog.takeBack(last.caller(), last.expectedNanos(), last.length());
              }
              backlog.add(told.caller(), told.expectedNanos(), told.length());
              return told;
            });
    tellOfAMove(before[0], job);
    return now;
  }

  private void tellOfAMove(@Nullable Assignment before, Job job) {
    if (before != null && before.attempt() < job.attempt()) {
      listeners.forEach(listener -> listener.moved(before.owner(), job));
    }
  }

  /** Drops a job that is no business of this node any more. */
  void forget(String id) {
    remove(id);
  }

  private @Nullable Assignment remove(String id) {
    Assignment[] last = new Assignment[1];
    byId.computeIfPresent(
        id,
        (key, assignment) -> {
          last[0] = assignment;
          backlog.remove(assignment.caller(), assignment.expectedNanos(), assignment.length());
          return null;
        });
    return last[0];
  }

  /** Adds the jobs that reached this node without a change note, as by rebalancing. */
  public void rescan() {
    store.forEachUnfinished(
        job -> {
          if (!Assignment.of(job).equals(byId.get(job.id()))) {
            refresh(job.id()); // a look more, which for a tester is a message
          }
        });
  }

  /**
   * Puts every entry right, and forgets early ends of the time before last. To be called once in a
   * while.
   */
  public void verify() {
    endedEarlyBefore = endedEarly;
    endedEarly = ConcurrentHashMap.newKeySet();
    byId.keySet().forEach(this::refresh);
  }

  /**
   * Puts the entry of one job right. What a note told is in the store before the note comes; so
   * what the store says after a look at the entry holds against that entry, also if it is less.
   */
  @SuppressWarnings("ReferenceEquality") // the very entry that was looked at, not one like it
  public void refresh(String id) {
    Assignment before = byId.get(id);
    Job job = store.get(id);
    if (job != null && !job.state().isFinal()) {
      int attempt = job.attempt();
      put(job, last -> Objects.equals(last, before) || last == null || last.attempt() <= attempt);
      job = store.get(id); // it may have ended between the look and the entry
    }
    if (job == null || job.state().isFinal()) {
      remove(id);
    }
  }

  /** All unfinished jobs, live and weakly consistent. */
  public Collection<Assignment> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** The assignment of {@code id}, or null if it is over or unknown. */
  public @Nullable Assignment get(String id) {
    return byId.get(id);
  }

  /** What they amount to, in all and for each caller. */
  public Backlog backlog() {
    return backlog;
  }

  /** How many there are. */
  public int size() {
    return byId.size();
  }
}
