package sellaprime.grid.tester;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.jobs.CostClass;
import sellaprime.job.Job;

/**
 * The jobs that wait at one tester, and who of its workers takes which of them; bounded in number
 * and in characters.
 *
 * <p><b>Order.</b> By age, less a handicap: {@value #HANDICAP} times what the job is expected to
 * take, and what waits here of the same caller, together at most ten minutes. So short jobs go
 * first, callers take turns however much one of them sends, and nothing waits for ever: what is
 * older by ten minutes than all others comes next. Age counts from the submission, so a job that
 * comes from a dead tester keeps its place.
 *
 * <p><b>Lanes.</b> Order alone does not help a short job when every worker is busy for hours. So
 * beside the workers there are two lanes, threads of their own, one for jobs of less than a minute
 * and one for jobs of less than a second. A lane takes a job only while all workers, and the lanes
 * for longer jobs, are busy with longer ones than it takes itself. They share their cores with it
 * then; otherwise it rests.
 *
 * <p>What does not fit is the last in order, and is not lost: the job cache holds it, and the sweep
 * offers it again. Cost of each step: the logarithm of the queue's length.
 */
final class TesterQueue {
  /**
   * A job cheaper than this shares a worker's hand with others: to announce it alone would cost too
   * much.
   */
  static final long TINY_NANOS = 2_000_000;

  static final int MAX_HAND = 64;
  static final long MAX_HAND_NANOS = 5_000_000;

  /** How many times its own cost a job lets others go before it. */
  static final int HANDICAP = 1000;

  static final long MAX_HANDICAP_MS = TimeUnit.MINUTES.toMillis(10);

  /** Threads beside the workers. */
  static final int LANES = 2;

  private record Entry(Job job, long due, long turn) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return due != other.due ? Long.compare(due, other.due) : Long.compare(turn, other.turn);
    }
  }

  private final int maxJobs;
  private final long maxChars;
  private final int workers;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition forWorkers = lock.newCondition();
  private final List<Condition> forLanes = List.of(lock.newCondition(), lock.newCondition());

  /** In order; one set per {@link CostClass}, the shortest first. */
  private final List<NavigableSet<Entry>> waiting =
      List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

  /** What each slot has in hand, or null: the workers' slots first, then the lanes'. */
  private final @Nullable CostClass[] inHand;

  private final Map<Long, Long> nanosByCaller = new HashMap<>();
  private final long[] nanos = new long[CostClass.COUNT];
  private int size;
  private long chars;
  private long turns;
  private int waitingWorkers;
  private boolean closed;

  TesterQueue(int maxJobs, long maxChars, int workers, Clock clock) {
    this.maxJobs = maxJobs;
    this.maxChars = maxChars;
    this.workers = workers;
    this.clock = clock;
    this.inHand = new CostClass[slots(workers)];
  }

  /** Threads that take jobs: the workers, and the lanes beside them. */
  static int slots(int workers) {
    return workers + LANES;
  }

  /**
   * Adds {@code job}. If that is too much, the last in order have to go, so that what is next stays
   * next however full it is here.
   *
   * @return what does not fit: jobs that waited, or {@code job} itself; empty if all do
   */
  List<Job> offer(Job job) {
    lock.lock();
    try {
      if (closed) {
        return List.of(job);
      }
      add(job);
      List<Job> left = List.of();
      while ((size > maxJobs || chars > maxChars) && size > 1) {
        left = new ArrayList<>(left);
        left.add(removeLast());
      }
      if (waitingWorkers > 0) {
        forWorkers.signal();
      } else {
        wakeLanes();
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  private void add(Job job) {
    CostClass costClass = CostClass.of(job.expectedNanos());
    waiting(costClass).add(new Entry(job, due(job), turns++));
    size++;
    chars += job.question().size();
    nanos[costClass.index()] += job.expectedNanos();
    nanosByCaller.merge(job.caller(), job.expectedNanos(), Long::sum);
  }

  private Job removeLast() {
    Entry last = null;
    for (NavigableSet<Entry> some : waiting) {
      if (!some.isEmpty() && (last == null || some.last().compareTo(last) > 0)) {
        last = some.last();
      }
    }
    return remove(Objects.requireNonNull(last, "a queue with jobs has a last one"));
  }

  private Job remove(Entry entry) {
    Job job = entry.job;
    CostClass costClass = CostClass.of(job.expectedNanos());
    waiting(costClass).remove(entry);
    size--;
    chars -= job.question().size();
    nanos[costClass.index()] -= job.expectedNanos();
    nanosByCaller.computeIfPresent(
        job.caller(),
        (caller, sum) -> sum <= job.expectedNanos() ? null : sum - job.expectedNanos());
    return job;
  }

  /** A clock that is ahead, at another gateway, must not make a job wait. */
  private long due(Job job) {
    long own = nanosByCaller.getOrDefault(job.caller(), 0L);
    double handicapMs = (HANDICAP * (double) job.expectedNanos() + (double) own / workers) / 1e6;
    return Math.min(job.submittedAt(), clock.millis())
        + (long) Math.min((double) MAX_HANDICAP_MS, handicapMs);
  }

  /**
   * Takes what the worker or lane of {@code slot} is to do next, waiting for it; empty once closed.
   */
  List<Job> takeHand(int slot) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      inHand[slot] = null;
      CostClass longest = longest(slot);
      Condition turn = slot < workers ? forWorkers : forLanes.get(slot - workers);
      int asWorker = slot < workers ? 1 : 0;
      while (!closed && (first(longest) == null || !mayTake(slot))) {
        waitingWorkers += asWorker;
        try {
          turn.await();
        } finally {
          waitingWorkers -= asWorker;
        }
      }
      Entry first = closed ? null : poll(longest);
      if (first == null) {
        return List.of();
      }
      inHand[slot] = CostClass.of(first.job.expectedNanos());
      List<Job> hand = isTiny(first.job) ? handful(first.job) : List.of(first.job);
      wakeLanes();
      return hand;
    } finally {
      lock.unlock();
    }
  }

  private CostClass longest(int slot) {
    return slot < workers ? CostClass.LONG : slot == workers ? CostClass.MEDIUM : CostClass.SHORT;
  }

  /** Whether everyone who takes longer jobs than this slot is busy with one, or rests as well. */
  private boolean mayTake(int slot) {
    CostClass longest = longest(slot);
    for (int other = 0; other < slot && slot >= workers; other++) {
      CostClass busyWith = inHand[other];
      boolean rests = other >= workers && busyWith == null && !mayTake(other);
      if (!rests && (busyWith == null || longest.includes(busyWith))) {
        return false;
      }
    }
    return true;
  }

  private void wakeLanes() {
    for (int slot = workers; slot < slots(workers); slot++) {
      if (inHand[slot] == null && first(longest(slot)) != null && mayTake(slot)) {
        forLanes.get(slot - workers).signal();
        return;
      }
    }
  }

  private List<Job> handful(Job first) {
    List<Job> hand = new ArrayList<>();
    hand.add(first);
    long total = first.expectedNanos();
    for (Entry next = first(CostClass.SHORT);
        next != null && isTiny(next.job) && hand.size() < MAX_HAND && total < MAX_HAND_NANOS;
        next = first(CostClass.SHORT)) {
      poll(CostClass.SHORT);
      total += next.job.expectedNanos();
      hand.add(next.job);
    }
    return hand;
  }

  private static boolean isTiny(Job job) {
    return job.expectedNanos() < TINY_NANOS && !job.isSuspect();
  }

  private NavigableSet<Entry> waiting(CostClass costClass) {
    return waiting.get(costClass.index());
  }

  private @Nullable Entry first(CostClass longest) {
    Entry first = null;
    for (int i = 0; i <= longest.index(); i++) {
      NavigableSet<Entry> some = waiting.get(i);
      Entry head = some.isEmpty() ? null : some.first();
      if (head != null && (first == null || head.compareTo(first) < 0)) {
        first = head;
      }
    }
    return first;
  }

  private @Nullable Entry poll(CostClass longest) {
    Entry first = first(longest);
    if (first != null) {
      remove(first);
    }
    return first;
  }

  /** Takes everything that waits. */
  List<Job> drain() {
    lock.lock();
    try {
      List<Job> all = new ArrayList<>();
      for (Entry next = poll(CostClass.LONG); next != null; next = poll(CostClass.LONG)) {
        all.add(next.job);
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** When the oldest job that waits was submitted; Long.MAX_VALUE if none waits. */
  long oldestSubmittedAt() {
    lock.lock();
    try {
      long oldest = Long.MAX_VALUE;
      for (NavigableSet<Entry> some : waiting) {
        for (Entry entry : some) {
          oldest = Math.min(oldest, entry.job.submittedAt());
        }
      }
      return oldest;
    } finally {
      lock.unlock();
    }
  }

  /** Expected cost of all that waits, by {@link CostClass}. */
  long[] nanos() {
    lock.lock();
    try {
      return nanos.clone();
    } finally {
      lock.unlock();
    }
  }

  /** Sends every taker home; what waits stays where it is, in the job cache. */
  void close() {
    lock.lock();
    try {
      closed = true;
      forWorkers.signalAll();
      forLanes.forEach(Condition::signalAll);
    } finally {
      lock.unlock();
    }
  }
}
