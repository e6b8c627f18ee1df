package sellaprime.grid.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;

/**
 * This node's memory of which job has answered a question, or is about to: so that a number that is
 * asked again is not tested again.
 *
 * <p>It is a hint, fed by change notes and bounded; the job cache decides. Two texts of one number
 * are two questions here: to tell that they are one, both would have to be computed. Thread-safe.
 * Cost: two map operations per change of a job.
 */
public final class KnownAnswers {
  private final JobStore store;
  private final long maxChars;
  private final DeadlyNumbers deadly;
  private final ConcurrentMap<NumberQuestion, String> asked = new ConcurrentHashMap<>();

  /** Ids of the jobs that were answered, the least recently used first; guarded by itself. */
  private final Map<NumberQuestion, String> answered = new LinkedHashMap<>(16, 0.75f, true);

  private long chars;

  /** Remembers questions and ids of together {@code maxChars} characters, from now on. */
  public KnownAnswers(JobStore store, long maxChars) {
    this.store = store;
    this.maxChars = maxChars;
    this.deadly = new DeadlyNumbers(store);
    if (maxChars > 0) {
      store.onChange(this::note);
    }
  }

  /** What has no answer, as testers died of it; remembered however small the memory. */
  public DeadlyNumbers deadly() {
    return deadly;
  }

  private void note(Job job) {
    if (job.question() instanceof NumberQuestion question) {
      NumberQuestion key = question.plain();
      if (!job.state().isFinal()) {
        asked.putIfAbsent(key, job.id());
        return;
      }
      asked.remove(key, job.id());
      if (job.state() == JobState.DONE) {
        remember(key, job.id());
      }
    }
  }

  private void remember(NumberQuestion key, String id) {
    synchronized (answered) {
      String before = answered.put(key, id);
      chars += size(key, id) - (before == null ? 0 : size(key, before));
      var oldest = answered.entrySet().iterator();
      while (chars > maxChars && oldest.hasNext()) {
        Map.Entry<NumberQuestion, String> entry = oldest.next();
        chars -= size(entry.getKey(), entry.getValue());
        oldest.remove();
      }
    }
  }

  /** What an entry weighs beside its characters is some 100 more. */
  private static long size(NumberQuestion key, String id) {
    return 100L + key.number().length() + id.length();
  }

  /** The outcome of a job that asked the same and is kept still, or null. */
  public @Nullable Outcome find(NumberQuestion question) {
    NumberQuestion key = question.plain();
    String id;
    synchronized (answered) {
      id = answered.get(key);
    }
    Job job = id == null ? null : store.get(id);
    return job != null
            && job.state() == JobState.DONE
            && job.question() instanceof NumberQuestion same
            && same.plain().equals(key)
        ? job.outcome()
        : null;
  }

  /** A job with the same question that is not over, as far as is known; or null. */
  public @Nullable Job unfinished(NumberQuestion question) {
    NumberQuestion key = question.plain();
    String id = asked.get(key);
    Job job = id == null ? null : store.get(id);
    if (id != null && (job == null || job.state().isFinal())) {
      asked.remove(key, id); // the note of its end was missed
      return null;
    }
    return job;
  }

  /**
   * Forgets who was asked what is over by now, where the note of the end was missed. To be called
   * once in a while. Cost: a look at the index for each number that is asked.
   */
  public void forgetEnded() {
    // A job is in the index before it is noted here; see UnfinishedJobs.note.
    asked.values().removeIf(id -> store.unfinished().get(id) == null);
  }

  /** Numbers that are asked and not answered, as far as is known. */
  int asked() {
    return asked.size();
  }
}
