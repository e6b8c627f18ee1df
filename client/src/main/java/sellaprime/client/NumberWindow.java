package sellaprime.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a stream that were taken from it and whose results have not been read. A thread of
 * its own takes them, and waits while there are too many; so a slow source holds up nobody, and a
 * fast one fills no memory. Numbers have lines, from 1. Thread-safe.
 */
final class NumberWindow {
  private static final int MOST_LINES = 1 << 16;
  private static final long MOST_CHARS = 4 << 20;

  private final Iterator<String> source;
  private final Thread thread = new Thread(this::fill, "sellaprime-client-numbers");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<String> numbers = new ArrayDeque<>(); // these are guarded by the lock
  private long chars;
  private long removed;
  private boolean ended;
  private boolean closed;
  private @Nullable Throwable failure;
  private long changes;

  NumberWindow(Iterator<String> source) {
    this.source = source;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void fill() {
    Throwable why = null;
    try {
      while (source.hasNext()) {
        if (!add(clean(source.next()))) {
          return;
        }
      }
    } catch (InterruptedException e) {
      return;
    } catch (Throwable e) { // the reader's thread throws it
      why = e;
    }
    lock.lock();
    try {
      ended = true;
      failure = why;
      note();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing in a number may look like the end of its line. */
  private static String clean(String number) {
    for (int i = 0; i < number.length(); i++) {
      if (number.charAt(i) < ' ') {
        return number.replaceAll("[\\x00-\\x1f]", " ").strip();
      }
    }
    return number.strip();
  }

  private boolean add(String number) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && (numbers.size() >= MOST_LINES || chars >= MOST_CHARS)) {
        changed.await();
      }
      numbers.add(number);
      chars += number.length();
      note();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** The lines from line {@code from} on, as many as fit in a message, each with its end. */
  Piece piece(long from, int mostChars) {
    lock.lock();
    try {
      StringBuilder lines = new StringBuilder();
      long line = removed + 1;
      for (String number : numbers) {
        if (line >= from) {
          if (!lines.isEmpty() && lines.length() + number.length() >= mostChars) {
            return new Piece(lines.toString(), false);
          }
          lines.append(number).append('\n');
        }
        line++;
      }
      return new Piece(lines.toString(), ended);
    } finally {
      lock.unlock();
    }
  }

  /** Some lines, and whether they are the last. */
  record Piece(String lines, boolean last) {
    /** Whether there is something to tell. */
    boolean isNews() {
      return last || !lines.isEmpty();
    }
  }

  /** Takes the first number out. */
  String remove() {
    lock.lock();
    try {
      String number = numbers.remove();
      chars -= number.length();
      removed++;
      changed.signalAll();
      return number;
    } finally {
      lock.unlock();
    }
  }

  /** Whether every number has been taken out, and there will be no more. */
  boolean isThrough() {
    lock.lock();
    try {
      return ended && numbers.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** What the source threw, or null. */
  @Nullable Throwable failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Something has changed that {@link #await} waits for. */
  void note() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How often something has changed. */
  long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there have been other changes than {@code seen}, at most {@code nanos}. */
  void await(long seen, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (changes == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more numbers. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }
}
