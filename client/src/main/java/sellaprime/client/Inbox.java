package sellaprime.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where callers leave their calls for the I/O thread. Thread-safe; the lock is held for moments
 * only.
 */
final class Inbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private List<PendingCall> calls = new ArrayList<>();
  private boolean closed;

  /** Returns false if closed: the call was not taken. */
  boolean add(PendingCall call) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      calls.add(call);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all calls that are in, in the order of their arrival. */
  List<PendingCall> drain() {
    lock.lock();
    try {
      List<PendingCall> taken = calls;
      if (!taken.isEmpty()) {
        calls = new ArrayList<>();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a call is in, the inbox is closed, {@code nanos} have passed, or the thread is
   * interrupted.
   */
  void await(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (calls.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Only close() interrupts the I/O thread, and that is seen by isClosed().
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** From now on no call is taken. Closing again does nothing. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
