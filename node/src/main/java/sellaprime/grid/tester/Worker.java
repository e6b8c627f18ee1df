package sellaprime.grid.tester;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
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
 * throws.
 */
final class Worker implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final Tester tester;
  private final int slot;
  private final Thread thread;

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

  @Override
  public void run() {
    List<RunningJob> hand = List.of();
    try {
      boolean sound = true;
      for (hand = tester.take(); sound && !hand.isEmpty(); hand = tester.take()) {
        tester.reporter().announce(slot, hand.stream().map(r -> r.job().id()).toList());
        sound = work(new ArrayDeque<>(hand));
        tester.reporter().release(slot);
        if (!sound) {
          break;
        }
      }
      if (!sound) {
        tester.replace(this);
      }
    } catch (Throwable e) {
      if (tester.isClosed()) {
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
  private boolean work(Deque<RunningJob> hand) {
    boolean sound = true;
    for (RunningJob next = hand.poll(); next != null; next = hand.poll()) {
      if (!sound) {
        tester.putBack(next);
        continue;
      }
      JobEvent event;
      long start = System.nanoTime();
      try {
        if (tester.isMoot(next.job())) {
          tester.record(next, new Cancelled(now()));
          continue;
        }
        Outcome known = tester.known(next.job());
        if (known != null) {
          tester.record(next, new Answered(known.again(now())));
          continue;
        }
        Finding finding = tester.parts().work().answer(next.job().question(), next);
        tester.speed().record(System.nanoTime() - start, next.job().expectedNanos());
        event = new Answered(Outcome.of(finding, tester.parts().nodeName(), now()));
      } catch (BadNumberException e) {
        event = failed(next.job(), e);
      } catch (Throwable e) {
        if (e instanceof CancellationException && next.isCancelled()) {
          tester.dropped(next);
          continue;
        }
        log.warn("{} threw; its worker is replaced", next.job(), e);
        sound = false;
        event = threw(next.job(), e);
      }
      tester.record(next, event);
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
