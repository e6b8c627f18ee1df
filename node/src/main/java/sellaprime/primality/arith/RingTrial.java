package sellaprime.primality.arith;

import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets kinds of rings whose speed depends on the machine prove it: vector code without the right
 * instructions, or that the compiler gave up on, can be a hundred times slower than expected.
 *
 * <p>A trial starts with the first number of a size class, in a daemon thread, and takes at most
 * {@value #BUDGET_MS} ms for each of two kinds. A kind has its time to be compiled that way, which
 * a test in the caller's thread would not give it; until the trial is over the trusted kind works.
 * One trial runs at a time. Its answer holds as long as the JVM.
 */
final class RingTrial {

  private static final long BUDGET_MS = 1_500;
  private static final int BATCH_NANOS = 2_000_000;

  private record Key(String kind, int sizeClass) {}

  private final Map<Key, Boolean> passed = new ConcurrentHashMap<>();
  private final Runnable whenPassed;
  private final ExecutorService runner =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "ring-trial");
            thread.setDaemon(true);
            return thread;
          });

  /** {@code whenPassed} runs after each trial that was passed. */
  RingTrial(Runnable whenPassed) {
    this.whenPassed = whenPassed;
  }

  /** Whether {@code kind} has passed by now. */
  boolean hasPassed(RingFactory kind, int bits) {
    return passed.getOrDefault(new Key(kind.name(), RingChoice.sizeClass(bits)), false);
  }

  /** Whether {@code kind} has passed; starts its trial against {@code trusted} if it had none. */
  boolean passed(RingFactory kind, RingFactory trusted, int bits) {
    Key key = new Key(kind.name(), RingChoice.sizeClass(bits));
    Boolean known = passed.putIfAbsent(key, false);
    if (known == null) {
      runner.execute(
          () -> {
            if (isFaster(kind, trusted, bits)) {
              passed.put(key, true);
              whenPassed.run();
            }
          });
    }
    return Boolean.TRUE.equals(known);
  }

  private static boolean isFaster(RingFactory kind, RingFactory trusted, int bits) {
    BigInteger n = new BigInteger(bits, new Random(bits)).setBit(bits - 1).setBit(0);
    Ring<?> ring = kind.create(n);
    Ring<?> reference = trusted.create(n);
    return isRight(ring, n)
        && squareNanos(ring) < RingChoice.CLEARLY_FASTER * squareNanos(reference);
  }

  private static <E> boolean isRight(Ring<E> ring, BigInteger n) {
    BigInteger exponent = n.shiftRight(Math.max(0, n.bitLength() - 200));
    return ring.value(ring.powerOfTwo(exponent, Watch.NONE))
        .equals(BigInteger.TWO.modPow(exponent, n));
  }

  /** The best of many batches of squarings, so that only compiled code counts. */
  private static <E> double squareNanos(Ring<E> ring) {
    E x = ring.element(BigInteger.valueOf(3));
    double best = Double.POSITIVE_INFINITY;
    int count = 1;
    long start = System.nanoTime();
    long now = start;
    while (now - start < BUDGET_MS * 1_000_000) {
      for (int i = 0; i < count; i++) {
        ring.square(x, x);
      }
      long after = System.nanoTime();
      best = Math.min(best, (double) (after - now) / count);
      if (after - now < BATCH_NANOS) {
        count *= 2;
      }
      now = after;
    }
    return best;
  }
}
