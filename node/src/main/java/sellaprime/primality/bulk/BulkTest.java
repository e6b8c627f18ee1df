package sellaprime.primality.bulk;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.bulk.Lanes.Answer;
import sellaprime.primality.probable.Bpsw;
import sellaprime.primality.probable.ExtraStrongLucas;
import sellaprime.primality.probable.StrongTest;

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

  /** Fewer lanes gain nothing on short numbers: measured with four, from 128 to 256 bits. */
  private static final int MANY_LANES = 8;

  private static final int FEW_LANES_FROM_BITS = 400;

  private final BigInteger[] numbers;
  private final Watch watch;
  private final LaneGate gate;

  /** Set number by number, as they are settled. */
  private final Bpsw.Outcome[] outcomes;

  /** For single tests, whose progress is not that of all. */
  private final Watch quiet;

  private final double work;
  private double done;

  /** Null if they are not used, or not any more. */
  private @Nullable Lanes lanes;

  private BulkTest(BigInteger[] numbers, Watch watch, LaneGate gate) {
    for (BigInteger n : numbers) {
      if (!n.testBit(0) || n.bitLength() <= Long.SIZE) {
        throw new IllegalArgumentException("the bulk route takes odd numbers above 2^64");
      }
    }
    this.numbers = numbers;
    this.watch = watch;
    this.quiet = watch.silent();
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
    BulkTest test = new BulkTest(numbers, watch, gate);
    test.lucas(test.base2());
    return test.outcomes;
  }

  /**
   * Only the first half: the strong test to base 2.
   *
   * @return whether they pass, in the order of the numbers
   * @throws java.util.concurrent.CancellationException once {@code watch} says so
   */
  public static boolean[] passBase2(BigInteger[] numbers, Watch watch) {
    BulkTest test = new BulkTest(numbers, watch, LaneGate.OF_PROCESS);
    boolean[] passes = new boolean[numbers.length];
    test.base2().forEach(i -> passes[i] = true);
    return passes;
  }

  /** What the bulk route uses in this process, or why it goes one by one. */
  public static String describe() {
    return LaneGate.OF_PROCESS.describe();
  }

  /** Settles what fails to base 2; the indices of what passes, the largest number first. */
  private List<Integer> base2() {
    Integer[] order = new Integer[numbers.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt((Integer i) -> -numbers[i].bitLength()));
    lanes = gate.enter(work);
    List<Integer> all = Arrays.asList(order);
    List<Integer> survivors = new ArrayList<>();
    for (int from = 0; from < all.size(); ) {
      List<Integer> batch = batch(all, from);
      if (batch.isEmpty()) {
        plainBase2(all.get(from++), survivors);
      } else {
        laneBase2(batch, survivors);
        from += batch.size();
      }
    }
    return survivors;
  }

  /** Settles what passed to base 2. */
  private void lucas(List<Integer> survivors) {
    for (int from = 0; from < survivors.size(); ) {
      List<Integer> batch = batch(survivors, from);
      if (batch.isEmpty()) {
        plainLucas(survivors.get(from++));
      } else {
        laneLucas(batch);
        from += batch.size();
      }
    }
  }

  /** The next numbers that are better tested together, or none. */
  private List<Integer> batch(List<Integer> order, int from) {
    BigInteger largest = numbers[order.get(from)];
    if (lanes == null
        || largest.bitLength() > LARGEST_BITS
        || (lanes.count() < MANY_LANES && largest.bitLength() < FEW_LANES_FROM_BITS)) {
      return List.of();
    }
    int count = lanes.count();
    List<Integer> next = order.subList(from, Math.min(from + count, order.size()));
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

  private void laneBase2(List<Integer> batch, List<Integer> survivors) {
    Lanes kernel = requireNonNull(lanes);
    BigInteger[] full = full(batch, kernel.count());
    long start = LaneGate.cpuNanos();
    Answer[] answers = kernel.base2(full, watch);
    long nanos = LaneGate.cpuNanos() - start;
    boolean open =
        answers[0] == Answer.OPEN
            || gate.stillOpen(full[0], answers[0] == Answer.PASSES, nanos, batch.size());
    if (!open) {
      lanes = null;
    }
    for (int i = 0; i < batch.size(); i++) {
      int index = batch.get(i);
      if (!open || answers[i] == Answer.OPEN) {
        plainBase2(index, survivors);
      } else {
        sort(index, answers[i] == Answer.PASSES, survivors);
      }
    }
  }

  private void plainBase2(int index, List<Integer> survivors) {
    sort(index, StrongTest.passesBase2(numbers[index], quiet), survivors);
  }

  private void sort(int index, boolean passes, List<Integer> survivors) {
    if (passes) {
      survivors.add(index);
    } else {
      settle(index, Bpsw.Outcome.FAILED_BASE_2);
    }
  }

  /** A pass is a pass; anything else is rare enough to be told by the plain test. */
  private void laneLucas(List<Integer> batch) {
    Lanes kernel = requireNonNull(lanes);
    Answer[] answers = kernel.lucas(full(batch, kernel.count()), watch);
    for (int i = 0; i < batch.size(); i++) {
      if (answers[i] == Answer.PASSES
          && !ExtraStrongLucas.hasWieferichSquare(numbers[batch.get(i)])) {
        settle(batch.get(i), Bpsw.Outcome.PASSED);
      } else {
        plainLucas(batch.get(i));
      }
    }
  }

  private void plainLucas(int index) {
    settle(index, Bpsw.afterBase2(numbers[index], quiet));
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
