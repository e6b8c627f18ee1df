package sellaprime.benchmarks.engine;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import sellaprime.primality.word.WordBatch;
import sellaprime.primality.word.WordPrimality;

/** Numbers of one machine word: one by one, in bulk, and in GMP. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Words {
  static final int COUNT = 4096;

  /** ODD: random odd numbers, most of which have a small factor. */
  @Param({"PRIME", "COMPOSITE", "ODD"})
  String kind = "";

  @Param({"32", "49", "61", "63", "64"})
  int bits;

  private long[] numbers = {};
  private GmpNumbers gmp = new GmpNumbers(new BigInteger[0]);

  @Setup(Level.Trial)
  public void prepare() {
    BigInteger[] all = kind.equals("ODD") ? odd() : Numbers.of(Kind.valueOf(kind), bits, COUNT);
    numbers = Arrays.stream(all).mapToLong(BigInteger::longValue).toArray();
    gmp = new GmpNumbers(all);
  }

  private BigInteger[] odd() {
    Random random = new Random(bits);
    BigInteger[] all = new BigInteger[COUNT];
    Arrays.setAll(all, i -> new BigInteger(bits, random).setBit(bits - 1).setBit(0));
    return all;
  }

  @TearDown(Level.Trial)
  public void free() {
    gmp.close();
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public int sellaprime() {
    int primes = 0;
    for (long n : numbers) {
      if (WordPrimality.isPrime(n)) {
        primes++;
      }
    }
    return primes;
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public Object bulk() {
    return WordBatch.primes(numbers);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public int gmp() {
    int sum = 0;
    for (int i = 0; i < COUNT; i++) {
      sum += gmp.probablePrime(i);
    }
    return sum;
  }
}
