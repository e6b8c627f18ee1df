package sellaprime.primality.bulk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.arith.PerfectSquare;
import sellaprime.primality.arith.Rings;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.Lanes.Answer;
import sellaprime.primality.probable.Bpsw;
import sellaprime.primality.probable.ExtraStrongLucas;

/**
 * Baillie-PSW of many numbers, side by side where they are of like size.
 *
 * <p><b>Answer.</b> The same as {@link Bpsw#test}, number by number.
 *
 * <p><b>Shape.</b> Largest first, as many as there are lanes go through the strong test to base 2
 * together; what passes goes through the Lucas test in the same way. A batch goes together when
 * that costs less than its numbers one by one: so odd sizes and remainders are tested plainly.
 * Stateless, thread-safe; uses the caller's thread only.
 */
public final class BulkTest {

  /**
   * How much faster a number is in a full batch than by itself: measured 2 to 4, one is careful.
   */
  private static final double GAIN = 2;

  /** Above, a number's limbs in all lanes outgrow the caches and a single one has all it needs. */
  private static final int LARGEST_BITS = 8192;

  private final BigInteger[] numbers;
  private final Watch watch;
  private final LaneGate gate;

  /** All set at the end of {@link #run}. */
  private final Bpsw.Outcome[] outcomes;

  private final double work;
  private double done;

  private BulkTest(BigInteger[] numbers, Watch watch, LaneGate gate) {
    this.numbers = numbers;
    this.watch = watch;
    this.gate = gate;
    this.outcomes = new Bpsw.Outcome[numbers.length];
    this.work = Arrays.stream(numbers).mapToDouble(BulkTest::plainNanos).sum();
  }

  /**
   * Tests all {@code numbers}, each odd and above 2^64; small factors are best removed before.
   *
   * @return outcomes in the order of the numbers
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static Bpsw.Outcome[] outcomes(BigInteger[] numbers, Watch watch) {
    return outcomes(numbers, watch, LaneGate.OF_PROCESS);
  }

  static Bpsw.Outcome[] outcomes(BigInteger[] numbers, Watch watch, LaneGate gate) {
    for (BigInteger n : numbers) {
      if (!n.testBit(0) || n.bitLength() <= Long.SIZE) {
        throw new IllegalArgumentException("the bulk route takes odd numbers above 2^64");
      }
    }
    BulkTest test = new BulkTest(numbers, watch, gate);
    test.run();
    return test.outcomes;
  }

  /** What the bulk route uses in this process, or why it goes one by one. */
  public static String describe() {
    return LaneGate.OF_PROCESS.describe();
  }

  private void run() {
    Integer[] order = new Integer[numbers.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt((Integer i) -> -numbers[i].bitLength()));
    List<Integer> all = Arrays.asList(order);
    Lanes lanes = gate.enter(work);
    if (lanes == null) {
      all.forEach(this::plain);
      return;
    }
    List<Integer> survivors = new ArrayList<>();
    for (int from = 0; from < order.length; ) {
      List<Integer> batch = lanes == null ? List.of() : batch(all, from, lanes.count());
      if (lanes != null && !batch.isEmpty()) {
        lanes = base2(lanes, batch, survivors);
        from += batch.size();
      } else {
        plain(all.get(from++));
      }
    }
    for (int from = 0; from < survivors.size(); ) {
      List<Integer> batch = lanes == null ? List.of() : batch(survivors, from, lanes.count());
      if (lanes != null && !batch.isEmpty()) {
        lucas(lanes, batch);
        from += batch.size();
      } else {
        plainLucas(survivors.get(from++));
      }
    }
  }

  /** The next numbers that are better tested together, or none. */
  private List<Integer> batch(List<Integer> order, int from, int count) {
    List<Integer> next = order.subList(from, Math.min(from + count, order.size()));
    BigInteger largest = numbers[next.get(0)];
    if (largest.bitLength() > LARGEST_BITS) {
      return List.of();
    }
    double together = plainNanos(largest) * count / GAIN;
    double alone = next.stream().mapToDouble(i -> plainNanos(numbers[i])).sum();
    return together < alone ? next : List.of();
  }

  /** Fills what a batch lacks up with its last number. */
  private BigInteger[] full(List<Integer> batch, int count) {
    BigInteger[] full = new BigInteger[count];
    for (int i = 0; i < count; i++) {
      full[i] = numbers[batch.get(Math.min(i, batch.size() - 1))];
    }
    return full;
  }

  /** Returns the lanes if they are to be used further. */
  private @Nullable Lanes base2(Lanes lanes, List<Integer> batch, List<Integer> survivors) {
    BigInteger[] full = full(batch, lanes.count());
    long start = LaneGate.cpuNanos();
    Answer[] answers = lanes.base2(full, watch);
    long nanos = LaneGate.cpuNanos() - start;
    boolean open =
        answers[0] == Answer.OPEN
            || gate.stillOpen(full[0], answers[0] == Answer.PASSES, nanos, batch.size());
    for (int i = 0; i < batch.size(); i++) {
      int index = batch.get(i);
      if (!open || answers[i] == Answer.OPEN) {
        plain(index);
      } else if (answers[i] == Answer.PASSES) {
        survivors.add(index);
      } else {
        settle(index, Bpsw.Outcome.FAILED_BASE_2);
      }
    }
    return open ? lanes : null;
  }

  /** A pass is a pass; anything else is rare enough to be told by the plain test. */
  private void lucas(Lanes lanes, List<Integer> batch) {
    Answer[] answers = lanes.lucas(full(batch, lanes.count()), watch);
    for (int i = 0; i < batch.size(); i++) {
      if (answers[i] == Answer.PASSES) {
        settle(batch.get(i), Bpsw.Outcome.PASSED);
      } else {
        plainLucas(batch.get(i));
      }
    }
  }

  private void plain(int index) {
    settle(index, Bpsw.test(numbers[index], watch));
  }

  private void plainLucas(int index) {
    BigInteger n = numbers[index];
    if (PerfectSquare.isSquare(n)) {
      settle(index, Bpsw.Outcome.PERFECT_SQUARE);
    } else {
      settle(
          index,
          ExtraStrongLucas.passes(n, Rings.of(n), watch)
              ? Bpsw.Outcome.PASSED
              : Bpsw.Outcome.FAILED_LUCAS);
    }
  }

  private void settle(int index, Bpsw.Outcome outcome) {
    outcomes[index] = outcome;
    done += plainNanos(numbers[index]);
    watch.progress(Math.min(done / work, 1));
  }

  /** About what the plain test to base 2 takes: 0.4 ms at 1024 bits, with the power 2.7. */
  private static double plainNanos(BigInteger n) {
    return 0.4e6 * Math.pow(n.bitLength() / 1024.0, 2.7);
  }
}
