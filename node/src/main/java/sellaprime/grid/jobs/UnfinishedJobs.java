package sellaprime.grid.jobs;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;

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
   * it, in {@code length} characters. A compound one is overseen, not tested.
   */
  public record Assignment(
      String id,
      String owner,
      int attempt,
      long expectedNanos,
      boolean compound,
      long caller,
      int length) {
    static Assignment of(Job job) {
      return new Assignment(
          job.id(),
          job.owner(),
          job.attempt(),
          job.expectedNanos(),
          job.question().isCompound(),
          job.caller(),
          job.question().size());
    }
  }

  private final JobStore store;
  private final ConcurrentMap<String, Assignment> byId = new ConcurrentHashMap<>();
  private final Backlog backlog = new Backlog(); // changed under the lock of the entry in byId

  /**
   * Ids whose end was told before their last assignment; two generations, so that none stays for
   * ever.
   */
  private volatile Set<String> endedEarly = ConcurrentHashMap.newKeySet();

  private volatile Set<String> endedEarlyBefore = Set.of();

  UnfinishedJobs(JobStore store) {
    this.store = store;
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
      return true;
    }
    if (endedEarly.contains(job.id()) || endedEarlyBefore.contains(job.id())) {
      return false;
    }
    return merge(job).attempt() == job.attempt();
  }

  private Assignment merge(Job job) {
    return byId.compute(
        job.id(),
        (id, last) -> {
          if (last == null) {
            backlog.add(job.caller(), job.expectedNanos(), job.question().size());
          }
          return last != null && last.attempt() > job.attempt() ? last : Assignment.of(job);
        });
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
          Assignment here = byId.get(job.id());
          if (here == null || here.attempt() < job.attempt()) {
            refresh(job.id());
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

  /** Puts the entry of one job right. */
  public void refresh(String id) {
    Job job = store.get(id);
    if (job != null && !job.state().isFinal()) {
      merge(job);
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
