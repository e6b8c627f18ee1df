package sellaprime.testkit;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sellaprime.grid.tester.NumberTest;
import sellaprime.primality.input.InputLimits;

/** Tests with the engine, but holds every test up until it is opened. */
public final class Gate {
  private static final NumberTest ENGINE = NumberTest.primality(InputLimits.DEFAULT);

  private final CountDownLatch open = new CountDownLatch(1);
  private final Set<String> entered = ConcurrentHashMap.newKeySet();

  /** A test that waits at this gate. */
  public NumberTest test() {
    return (question, watch) -> {
      entered.add(question.number());
      try {
        while (!open.await(100, TimeUnit.MILLISECONDS)) {
          watch.isCancelled(); // a sign of life; else it would be taken for hung
        }
      } catch (InterruptedException e) {
        throw new CancellationException("the tester is closed");
      }
      return ENGINE.test(question, watch);
    };
  }

  /** Lets everything pass from now on. */
  public void open() {
    open.countDown();
  }

  /** The numbers whose tests have begun. */
  public Set<String> entered() {
    return entered;
  }
}
