package sellaprime.benchmarks.engine;

import java.math.BigInteger;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Rings;

/** One number at a time: Baillie-PSW here, in GMP, and what the JDK has. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SingleNumber {
  @Param({"PRIME", "COMPOSITE"})
  Kind kind = Kind.PRIME;

  @Param({
    "64", "96", "128", "192", "256", "384", "512", "768", "1024", "1536", "2048", "3072", "4096",
    "8192", "16384"
  })
  int bits;

  private BigInteger[] numbers = {};
  private GmpNumbers gmp = new GmpNumbers(new BigInteger[0]);
  private int next;

  /** The same few numbers for all rivals. */
  @Setup(Level.Trial)
  public void prepare() {
    numbers = Numbers.of(kind, bits, bits <= 512 ? 64 : bits <= 2048 ? 16 : bits <= 4096 ? 4 : 1);
    gmp = new GmpNumbers(numbers);
  }

  /** Tells what was measured: the kind of ring that was chosen in the end. */
  @TearDown(Level.Trial)
  public void free() {
    System.out.println("  (arithmetic: " + Rings.kindOf(bits).name() + ")");
    gmp.close();
  }

  private int turn() {
    next = next + 1 == numbers.length ? 0 : next + 1;
    return next;
  }

  @Benchmark
  public Verdict sellaprime() {
    return Primality.test(numbers[turn()]);
  }

  /** GMP's Baillie-PSW, without conversions and without a random round. */
  @Benchmark
  public int gmp() {
    return gmp.probablePrime(turn());
  }

  /** At least two random rounds of Miller-Rabin, and a Lucas round from 100 bits on. */
  @Benchmark
  public boolean jdk() {
    return numbers[turn()].isProbablePrime(100);
  }
}
