package sellaprime.grid.jobs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.JobTransitions;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.Setback;

/**
 * Of which numbers testers died, whatever the ids of the jobs that asked them: so that a number
 * that takes testers down is set aside, and not only one of the jobs that ask it.
 *
 * <p>Deaths are those in the histories of the jobs that are kept; with the last of these jobs a
 * death is forgotten. An answer clears the number: it can be tested. Bounded in questions and in
 * characters, the oldest go first. Two texts of one number are two questions here, as in {@link
 * KnownAnswers}. Thread-safe. Cost while no tester has died of anything: one look at a flag per
 * change.
 */
public final class DeadlyNumbers {
  private static final int MOST = 1_000;
  private static final long MOST_CHARS = 8 << 20;

  /** A tester's death in the history of the job {@code id}. */
  private record Death(String id, Setback setback) {}

  private final JobStore store;

  /** By question, then by tester; guarded by itself. */
  private final Map<NumberQuestion, Map<String, Death>> deaths = new LinkedHashMap<>();

  private long chars;
  private volatile boolean isEmpty = true;

  /** Hears of every change from now on. */
  DeadlyNumbers(JobStore store) {
    this.store = store;
    store.onChange(this::note);
  }

  /** Takes note of a job as it stands: also of one that came here before there was a listener. */
  public void note(Job job) {
    if ((job.isSuspect() || !isEmpty) && job.question() instanceof NumberQuestion question) {
      synchronized (deaths) {
        if (job.state() == JobState.DONE) {
          forget(question.plain());
        } else {
          remember(question.plain(), job);
        }
        isEmpty = deaths.isEmpty();
      }
    }
  }

  private void forget(NumberQuestion key) {
    if (deaths.remove(key) != null) {
      chars -= key.size();
    }
  }

  private void remember(NumberQuestion key, Job job) {
    for (Setback setback : job.setbacks()) {
      if (setback.kind() == Setback.Kind.CRASHED) {
        if (!deaths.containsKey(key)) {
          deaths.put(key, new LinkedHashMap<>());
          chars += key.size();
        }
        deaths.get(key).put(setback.tester(), new Death(job.id(), setback));
      }
    }
    Iterator<NumberQuestion> oldest = deaths.keySet().iterator();
    while ((deaths.size() > MOST || chars > MOST_CHARS) && deaths.size() > 1) {
      chars -= oldest.next().size();
      oldest.remove();
    }
  }

  /** Returns true if no tester has died of any number, as far as is known. */
  public boolean isEmpty() {
    return isEmpty;
  }

  /** The deaths of testers that had {@code question} in hand, each once. */
  public List<Setback> of(NumberQuestion question) {
    if (isEmpty) {
      return List.of();
    }
    List<Death> all;
    synchronized (deaths) {
      all = List.copyOf(deaths.getOrDefault(question.plain(), Map.of()).values());
    }
    List<Setback> kept = new ArrayList<>();
    all.stream().filter(death -> store.has(death.id())).forEach(d -> kept.add(d.setback()));
    return kept;
  }

  /** How a job that asks {@code question} ends if the number is set aside by now; else null. */
  public @Nullable Outcome poison(NumberQuestion question, long at) {
    return poison(of(question), at);
  }

  /** As above, after {@code deaths}. */
  public static @Nullable Outcome poison(List<Setback> deaths, long at) {
    if (deaths.size() < JobTransitions.MAX_SETBACKS) {
      return null;
    }
    String history = deaths.stream().map(Setback::detail).collect(Collectors.joining(", "));
    return Outcome.failure(
        "poison: jobs with this number were running on "
            + deaths.size()
            + " testers when they died: "
            + history,
        null,
        at);
  }
}
