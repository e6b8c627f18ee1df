package sellaprime.grid.tester;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.job.Finding;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.Outcome;
import sellaprime.primality.input.BadNumberException;

/**
 * One thread of a tester: take a hand, announce it, test, record. Ends at the first test that
 * throws, and when it is abandoned because its test hangs: whatever that test says later is
 * ignored.
 */
final class Worker implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final Tester tester;
  private final int slot;
  private final Thread thread;

  /** What is to be tested after {@link #current}; guarded by this. */
  private final Deque<RunningJob> rest = new ArrayDeque<>();

  /** What is being tested; guarded by this. */
  private @Nullable RunningJob current;

  private boolean abandoned; // guarded by this
  private long silentNanos; // used by the supervisor alone
  private @Nullable RunningJob looked; // used by the supervisor alone

  private Worker(Tester tester, int slot) {
    this.tester = tester;
    this.slot = slot;
    this.thread = new Thread(this, "sellaprime-worker-" + tester.parts().nodeName() + "-" + slot);
    this.thread.setDaemon(true);
  }

  static Worker start(Tester tester, int slot) {
    Worker worker = new Worker(tester, slot);
    worker.thread.start();
    return worker;
  }

  int slot() {
    return slot;
  }

  void interrupt() {
    thread.interrupt();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /**
   * The supervisor's look, {@code sinceLastNanos} after the one before.
   *
   * @return the job whose test hangs, if its time is up; null if all is well
   */
  @Nullable RunningJob hung(long sinceLastNanos) {
    RunningJob now;
    synchronized (this) {
      now = current;
    }
    if (now == null || now != looked || now.hasShownLife()) {
      silentNanos = 0;
      looked = now;
      return null;
    }
    silentNanos += sinceLastNanos;
    return silentNanos > Patience.nanos(now.job(), tester.speed().slowness()) ? now : null;
  }

  /**
   * Gives this worker up for lost, unless {@code hung} has ended at last. Its thread may go on for
   * ever, but changes nothing any more.
   *
   * @return what else was in its hand and is untouched, or null if it was not given up
   */
  synchronized @Nullable List<RunningJob> abandon(RunningJob hung) {
    if (current != hung) {
      return null;
    }
    abandoned = true;
    current = null;
    List<RunningJob> untouched = List.copyOf(rest);
    rest.clear();
    thread.interrupt();
    return untouched;
  }

  private synchronized void takeUp(List<RunningJob> hand) {
    rest.addAll(hand);
  }

  private synchronized @Nullable RunningJob begin() {
    current = rest.poll();
    return current;
  }

  /** Returns false if this worker was abandoned meanwhile: then the job is another's. */
  private synchronized boolean end() {
    current = null;
    return !abandoned;
  }

  private synchronized boolean isAbandoned() {
    return abandoned;
  }

  @Override
  public void run() {
    List<RunningJob> hand = List.of();
    try {
      boolean sound = true;
      for (hand = tester.take(slot); sound && !hand.isEmpty(); hand = tester.take(slot)) {
        tester.reporter().announce(slot, hand.stream().map(r -> r.job().id()).toList());
        takeUp(hand);
        sound = work();
        if (isAbandoned()) {
          log.info("A test that was given up has ended; thread {} ends too", thread.getName());
          return;
        }
        tester.reporter().release(slot);
        if (!sound) {
          break;
        }
      }
      if (!sound) {
        tester.replace(this);
      }
    } catch (Throwable e) {
      if (tester.isClosed() || isAbandoned()) {
        log.debug("Worker {} stops", thread.getName());
        return;
      }
      log.error("Worker {} broke outside any test and is replaced", thread.getName(), e);
      hand.forEach(tester::giveUp);
      tester.reporter().release(slot);
      tester.replace(this);
    }
  }

  /** Returns false if a test threw; what was left of the hand is then back in the queue. */
  private boolean work() {
    boolean sound = true;
    for (RunningJob next = begin(); next != null; next = begin()) {
      if (!sound) {
        tester.putBack(next);
        continue;
      }
      JobEvent event = null;
      long start = System.nanoTime();
      try {
        Outcome known = tester.known(next.job());
        Outcome poison = tester.poison(next.job());
        if (tester.isMoot(next.job())) {
          event = new Cancelled(now());
        } else if (poison != null) {
          event = new Failed(tester.id(), next.job().attempt(), poison);
        } else if (known != null) {
          event = Answered.to(next.job(), known.again(now()));
        } else {
          long waited = now() - next.job().submittedAt();
          Finding finding = tester.parts().work().answer(next.job().question(), next);
          long nanos = System.nanoTime() - start;
          tester.speed().record(nanos, next.job().expectedNanos());
          tester.parts().observer().tested(next.job(), finding, waited, nanos);
          Outcome outcome = Outcome.of(finding, tester.parts().nodeName(), now());
          event = Answered.to(next.job(), outcome);
        }
      } catch (BadNumberException e) {
        event = failed(next.job(), e);
      } catch (Throwable e) {
        if (!(e instanceof CancellationException && next.isCancelled()) && !isAbandoned()) {
          log.warn("{} threw; its worker is replaced", next.job(), e);
          sound = false;
          event = threw(next.job(), e);
        }
      }
      if (!end()) {
        return true;
      }
      if (event == null) {
        tester.dropped(next);
      } else {
        tester.record(next, event);
      }
    }
    return sound;
  }

  private JobEvent failed(Job job, BadNumberException e) {
    String reason = String.valueOf(e.getMessage());
    return new Failed(tester.id(), job.attempt(), reason, tester.parts().nodeName(), now());
  }

  private JobEvent threw(Job job, Throwable e) {
    String what = e.getClass().getSimpleName() + " on " + tester.parts().nodeName();
    return Reassigned.afterThrow(tester.id(), job.attempt(), tester.nextOwner(job), what, now());
  }

  private long now() {
    return tester.parts().clock().millis();
  }
}
