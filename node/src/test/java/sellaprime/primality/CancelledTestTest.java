package sellaprime.primality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.probable.StrongLucas;

/** A large test goes on for hours if let, and ends at once when told. */
class CancelledTestTest {

  private static final int BITS = 332_000;

  @Test
  void aLargeTestStopsInTheStrongRound() throws Exception {
    BigInteger n = withoutSmallFactors();
    stopsSoonAfterCancellation(watch -> Primality.test(n, watch));
  }

  @Test
  void aLargeTestStopsInTheLucasRound() throws Exception {
    BigInteger n = withoutSmallFactors();
    stopsSoonAfterCancellation(watch -> StrongLucas.isStrongLucasProbablePrime(n, watch));
  }

  private interface LongTest {
    void run(Watch watch);
  }

  private static void stopsSoonAfterCancellation(LongTest test) throws Exception {
    AtomicBoolean cancelled = new AtomicBoolean();
    CountDownLatch underWay = new CountDownLatch(20);
    Watch watch =
        () -> {
          underWay.countDown();
          return cancelled.get();
        };
    CompletableFuture<Void> running = CompletableFuture.runAsync(() -> test.run(watch));
    assertThat(underWay.await(60, TimeUnit.SECONDS)).as("polled while it runs").isTrue();
    assertThat(running).isNotDone();

    cancelled.set(true);
    // Some tens of milliseconds by design; the bound leaves room for a busy machine.
    assertThatThrownBy(() -> running.orTimeout(5, TimeUnit.SECONDS).join())
        .isInstanceOfAny(CancellationException.class, CompletionException.class)
        .satisfies(
            e ->
                assertThat(e instanceof CancellationException ? e : e.getCause())
                    .isInstanceOf(CancellationException.class));
  }

  /** Has no factor below 1000, with a fixed seed. */
  private static BigInteger withoutSmallFactors() {
    BigInteger smallPrimes = BigInteger.ONE;
    for (int p : Samples.sieve(1000).stream().toArray()) {
      smallPrimes = smallPrimes.multiply(BigInteger.valueOf(p));
    }
    BigInteger n = Samples.odd(BITS, new Random(1));
    while (!n.gcd(smallPrimes).equals(BigInteger.ONE)) {
      n = n.add(BigInteger.TWO);
    }
    return n;
  }
}
