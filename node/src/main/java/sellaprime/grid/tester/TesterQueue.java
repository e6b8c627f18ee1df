package sellaprime.grid.tester;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;

/**
 * The jobs that wait at one tester, in order of arrival; bounded in number and in characters.
 *
 * <p>A job that does not fit is not lost: the job cache holds it, and the sweep offers it again.
 */
final class TesterQueue {
  /**
   * A job cheaper than this shares a worker's hand with others: to announce it alone would cost too
   * much.
   */
  static final long TINY_NANOS = 2_000_000;

  static final int MAX_HAND = 64;
  static final long MAX_HAND_NANOS = 5_000_000;

  private final int maxJobs;
  private final long maxChars;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Deque<Job> jobs = new ArrayDeque<>();
  private long chars;
  private long nanos;
  private int takers;
  private boolean closed;

  TesterQueue(int maxJobs, long maxChars) {
    this.maxJobs = maxJobs;
    this.maxChars = maxChars;
  }

  /** Adds {@code job}; returns false if it does not fit. */
  boolean offer(Job job) {
    lock.lock();
    try {
      boolean full = jobs.size() >= maxJobs || chars + job.question().size() > maxChars;
      if (closed || (full && !jobs.isEmpty())) {
        return false;
      }
      jobs.addLast(job);
      chars += job.question().size();
      nanos += job.expectedNanos();
      if (takers > 0) {
        notEmpty.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what one worker is to do next, waiting for it; empty once closed. */
  List<Job> takeHand() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (jobs.isEmpty() && !closed) {
        takers++;
        try {
          notEmpty.await();
        } finally {
          takers--;
        }
      }
      if (closed) {
        return List.of();
      }
      Job first = poll();
      if (first == null) {
        throw new IllegalStateException("a queue with jobs has a first one");
      }
      return isTiny(first) ? handful(first) : List.of(first);
    } finally {
      lock.unlock();
    }
  }

  private List<Job> handful(Job first) {
    List<Job> hand = new ArrayList<>();
    hand.add(first);
    long total = first.expectedNanos();
    for (Job next = jobs.peekFirst();
        next != null && isTiny(next) && hand.size() < MAX_HAND && total < MAX_HAND_NANOS;
        next = jobs.peekFirst()) {
      total += next.expectedNanos();
      hand.add(next);
      poll();
    }
    return hand;
  }

  private static boolean isTiny(Job job) {
    return job.expectedNanos() < TINY_NANOS && !job.isSuspect();
  }

  private @Nullable Job poll() {
    Job job = jobs.pollFirst();
    if (job != null) {
      chars -= job.question().size();
      nanos -= job.expectedNanos();
    }
    return job;
  }

  /** Takes everything that waits. */
  List<Job> drain() {
    lock.lock();
    try {
      List<Job> all = new ArrayList<>(jobs);
      jobs.clear();
      chars = 0;
      nanos = 0;
      return all;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return jobs.size();
    } finally {
      lock.unlock();
    }
  }

  /** Expected cost of all that waits. */
  long nanos() {
    lock.lock();
    try {
      return nanos;
    } finally {
      lock.unlock();
    }
  }

  /** Sends every taker home; what waits stays where it is, in the job cache. */
  void close() {
    lock.lock();
    try {
      closed = true;
      notEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
