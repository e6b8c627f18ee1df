package sellaprime.primality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Numbers and randomness for the tests of the engine. */
public final class Samples {

  private Samples() {}

  /** A random source whose seed is printed; repeat a run with -Dsellaprime.seed=... */
  public static Random random(String purpose) {
    long seed = Long.getLong("sellaprime.seed", System.nanoTime());
    System.out.println(purpose + ": -Dsellaprime.seed=" + seed);
    return new Random(seed);
  }

  public static String text(String resource) {
    try (InputStream in = Samples.class.getResourceAsStream("/primality/" + resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no such resource: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a resource, without those that start with #. */
  public static List<String> lines(String resource) {
    return text(resource).lines().filter(l -> !l.startsWith("#") && !l.isBlank()).toList();
  }

  public static List<BigInteger> numbers(String resource) {
    return lines(resource).stream().map(BigInteger::new).toList();
  }

  /** Bit n is set exactly for the primes n below {@code limit}. */
  public static BitSet sieve(int limit) {
    BitSet prime = new BitSet(limit);
    prime.set(2, limit);
    for (int p = 2; (long) p * p < limit; p = prime.nextSetBit(p + 1)) {
      for (int multiple = p * p; multiple < limit; multiple += p) {
        prime.clear(multiple);
      }
    }
    return prime;
  }

  /** Odd, of exactly {@code bits} bits. */
  public static BigInteger odd(int bits, Random random) {
    return new BigInteger(bits, random).setBit(bits - 1).setBit(0);
  }
}
