package sellaprime.benchmarks.engine;

import java.math.BigInteger;
import java.util.List;
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
import sellaprime.primality.Primality;
import sellaprime.primality.bulk.BulkTest;

/** Many numbers of one size: the bulk route here, one after another in GMP. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Bulk {
  static final int COUNT = 32;

  @Param({"COMPOSITE", "PRIME"})
  Kind kind = Kind.PRIME;

  @Param({"64", "96", "128", "256", "512", "1024", "2048", "4096"})
  int bits;

  private List<BigInteger> numbers = List.of();
  private GmpNumbers gmp = new GmpNumbers(new BigInteger[0]);

  @Setup(Level.Trial)
  public void prepare() {
    BigInteger[] all = Numbers.of(kind, bits, COUNT);
    numbers = List.of(all);
    gmp = new GmpNumbers(all);
  }

  @TearDown(Level.Trial)
  public void free() {
    System.out.println("  (bulk: " + BulkTest.describe() + ")");
    gmp.close();
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public Object sellaprime() {
    return Primality.testAll(numbers);
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
