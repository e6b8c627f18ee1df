package sellaprime.grid.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.jobs.FinishedIds;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.UnfinishedJobs.Assignment;
import sellaprime.job.Job;
import sellaprime.job.JobKind;
import sellaprime.job.JobState;

/**
 * Pages of the jobs that this node has, parts left out: first the unfinished ones, the newest
 * first; then the finished ones, those that ended last first, to within ten seconds.
 *
 * <p>Jobs change while somebody turns pages: one that ends meanwhile may be on two pages, or on
 * none. Cost: a look at every unfinished job in the index, and a read for each job shown or left
 * out of the finished ones, of which a page looks at {@value #MOST_READ} at most.
 */
public final class JobList {
  /** Jobs on a page. */
  public static final int MOST = 200;

  /** Finished jobs that are read for one page: a filter that few of them pass ends it early. */
  static final int MOST_READ = 2000;

  private static final Comparator<Assignment> NEWEST_FIRST =
      Comparator.comparingLong(Assignment::submittedAt).reversed().thenComparing(Assignment::id);

  /** What a job may be asked to be. */
  public enum State {
    /** Waiting or in a worker's hands. */
    UNFINISHED,
    /** Waiting. */
    QUEUED,
    /** In a worker's hands; a batch or a sale until it ends. */
    RUNNING,
    /** Answered. */
    DONE,
    /** Failed. */
    FAILED,
    /** Given up. */
    CANCELLED;

    private boolean isFinal() {
      return compareTo(RUNNING) > 0;
    }
  }

  /**
   * Which jobs to show; what is null lets all through.
   *
   * @param caller see {@link CallerId}
   */
  public record Filter(@Nullable State state, @Nullable JobKind kind, @Nullable Long caller) {}

  /**
   * Some jobs.
   *
   * @param next where the next page begins, or null if this was the last; means something to the
   *     node that gave it
   */
  public record Page(List<JobStatus> jobs, @Nullable String next) {}

  private final JobStore store;
  private final Loads loads;
  private final Function<Job, JobStatus> status;

  JobList(JobStore store, Loads loads, Function<Job, JobStatus> status) {
    this.store = store;
    this.loads = loads;
    this.status = status;
  }

  /**
   * A page.
   *
   * @param from {@link Page#next} of the page before, or null for the first
   * @param most jobs on it, from 1 to {@link #MOST}
   * @throws IllegalArgumentException if {@code from} is none that was ever given
   */
  Page page(Filter filter, @Nullable String from, int most) {
    Cursor cursor = Cursor.read(from);
    List<JobStatus> jobs = new ArrayList<>();
    State state = filter.state;
    if (!cursor.finished && (state == null || !state.isFinal())) {
      List<Assignment> found = unfinished(filter, cursor, most + 1);
      for (Assignment assignment : found.subList(0, Math.min(most, found.size()))) {
        Job job = store.get(assignment.id());
        if (job != null) {
          jobs.add(status.apply(job));
        }
      }
      if (found.size() > most) {
        return new Page(jobs, Cursor.after(found.get(most - 1)));
      }
    }
    return state == null || state.isFinal()
        ? finished(filter, cursor, most, jobs)
        : new Page(jobs, null);
  }

  private List<Assignment> unfinished(Filter filter, Cursor cursor, int most) {
    Set<String> running =
        loads.rows().stream().flatMap(row -> row.running().stream()).collect(Collectors.toSet());
    PriorityQueue<Assignment> newest = new PriorityQueue<>(NEWEST_FIRST.reversed());
    for (Assignment one : store.unfinished().all()) {
      boolean runs =
          one.kind() == JobKind.BATCH || one.kind() == JobKind.SALE || running.contains(one.id());
      if (one.kind() != JobKind.PART
          && cursor.isBefore(one)
          && passes(filter, one.kind(), one.caller())
          && (filter.state != State.QUEUED || !runs)
          && (filter.state != State.RUNNING || runs)) {
        newest.add(one);
        if (newest.size() > most) {
          newest.remove();
        }
      }
    }
    List<Assignment> found = new ArrayList<>(newest);
    found.sort(NEWEST_FIRST);
    return found;
  }

  private static boolean passes(Filter filter, JobKind kind, long caller) {
    return (filter.kind == null || filter.kind == kind)
        && (filter.caller == null || filter.caller == caller);
  }

  private Page finished(Filter filter, Cursor cursor, int most, List<JobStatus> jobs) {
    FinishedIds.Place place = cursor.place;
    Set<String> shown = new HashSet<>(); // an outcome that is written again is noted again
    int read = 0;
    while (jobs.size() < most && read < MOST_READ) {
      FinishedIds some = store.finished(place, most - jobs.size());
      for (String id : some.ids()) {
        Job job = store.get(id);
        if (job != null && isShown(filter, job) && shown.add(id)) {
          jobs.add(status.apply(job));
        }
      }
      read += some.ids().size();
      place = some.next();
      if (place == null) {
        return new Page(jobs, null);
      }
    }
    return new Page(jobs, Cursor.at(place));
  }

  private static boolean isShown(Filter filter, Job job) {
    return job.state().isFinal()
        && (filter.state == null || job.state() == finalState(filter.state))
        && passes(filter, JobKind.of(job.question()), job.caller());
  }

  private static JobState finalState(State state) {
    return JobState.valueOf(state.name());
  }

  /** Reads a state as callers write it, or null if it is none. */
  public static @Nullable State state(String text) {
    for (State state : State.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
        return state;
      }
    }
    return null;
  }

  /**
   * Where a page begins.
   *
   * @param finished whether it is beyond the unfinished ones
   */
  private record Cursor(
      boolean finished, long submittedAt, String id, FinishedIds.@Nullable Place place) {
    private static final Cursor FIRST = new Cursor(false, Long.MAX_VALUE, "", null);

    static Cursor read(@Nullable String text) {
      if (text == null) {
        return FIRST;
      }
      String[] parts = text.split("_", 3);
      if (parts.length == 3 && parts[0].equals("u")) {
        return new Cursor(false, Long.parseLong(parts[1]), parts[2], null);
      }
      if (parts.length == 3 && parts[0].equals("f")) {
        FinishedIds.Place place =
            new FinishedIds.Place(Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
        return new Cursor(true, 0, "", place);
      }
      throw new IllegalArgumentException("no page begins at " + text);
    }

    static String after(Assignment last) {
      return "u_" + last.submittedAt() + "_" + last.id();
    }

    /** {@code place} of null is before all finished ones. */
    static String at(FinishedIds.@Nullable Place place) {
      return place == null
          ? "f_" + Long.MAX_VALUE + "_0"
          : "f_" + place.span() + "_" + place.index();
    }

    boolean isBefore(Assignment one) {
      return one.submittedAt() < submittedAt
          || (one.submittedAt() == submittedAt && one.id().compareTo(id) > 0);
    }
  }
}
