package sellaprime.benchmarks.batch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import sellaprime.primality.word.WordPrimality;

/** Random odd numbers from a fixed seed; longer ones without small factors. */
final class NumberList {
  private static final int NO_FACTOR_BELOW = 1 << 16;
  private static final int WINDOW = 1 << 13;
  private static final List<Integer> SMALL_PRIMES = smallPrimes();

  private NumberList() {}

  /** Writes {@code count} numbers of {@code bits} bits to {@code file}, one per line. */
  static void write(Path file, int count, int bits) throws IOException {
    Random random = new Random(bits);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      for (int written = 0; written < count; ) {
        List<BigInteger> some =
            bits <= Long.SIZE ? List.of(odd(bits, random)) : rough(bits, random);
        for (BigInteger n : some.subList(0, Math.min(some.size(), count - written))) {
          out.write((n + "\n").getBytes(StandardCharsets.US_ASCII));
          written++;
        }
      }
    }
  }

  private static BigInteger odd(int bits, Random random) {
    return new BigInteger(bits, random).setBit(bits - 1).setBit(0);
  }

  /** Numbers from a random place on that no prime below 2^16 divides. */
  private static List<BigInteger> rough(int bits, Random random) {
    BigInteger first = odd(bits, random).clearBit(bits - 2); // no overflow within the window
    BitSet divided = new BitSet(WINDOW); // i stands for first + 2i
    for (int p : SMALL_PRIMES) {
      int rest = first.mod(BigInteger.valueOf(p)).intValue();
      // first + 2i = 0 mod p, so i = (p - rest) / 2, or half of 2p - rest
      int distance = rest == 0 ? 0 : p - rest;
      for (int i = (distance % 2 == 0 ? distance : distance + p) / 2; i < WINDOW; i += p) {
        divided.set(i);
      }
    }
    List<BigInteger> rough = new ArrayList<>();
    for (int i = divided.nextClearBit(0); i < WINDOW; i = divided.nextClearBit(i + 1)) {
      rough.add(first.add(BigInteger.valueOf(2L * i)));
    }
    return rough;
  }

  private static List<Integer> smallPrimes() {
    List<Integer> primes = new ArrayList<>();
    for (int n = 3; n < NO_FACTOR_BELOW; n += 2) {
      if (WordPrimality.isPrime(n)) {
        primes.add(n);
      }
    }
    return primes;
  }
}
