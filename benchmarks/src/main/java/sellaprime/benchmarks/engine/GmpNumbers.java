package sellaprime.benchmarks.engine;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.math.BigInteger;

/** Numbers in libgmp's own memory, so that its tests are timed without conversions. */
final class GmpNumbers implements AutoCloseable {
  /** An mpz_t: two ints and a pointer. */
  private static final int MPZ_BYTES = 16;

  /** From libgmp 6.2 on: Baillie-PSW, and this less 24 rounds of Miller-Rabin. */
  private static final int BPSW_ONLY = 24;

  private final Memory[] numbers;

  GmpNumbers(BigInteger[] values) {
    numbers = new Memory[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = new Memory(MPZ_BYTES);
      Mpz.__gmpz_init_set_str(numbers[i], values[i].toString(16), 16);
    }
  }

  /** 0 composite, 1 probably prime, 2 prime. */
  int probablePrime(int index) {
    return Mpz.__gmpz_probab_prime_p(numbers[index], BPSW_ONLY);
  }

  @Override
  public void close() {
    for (Memory number : numbers) {
      Mpz.__gmpz_clear(number);
      number.close();
    }
  }

  /** The library's functions, by their names in the binary. */
  private static final class Mpz {
    static {
      Native.register(NativeLibrary.getInstance("gmp"));
    }

    static native int __gmpz_init_set_str(Pointer number, String digits, int base);

    static native int __gmpz_probab_prime_p(Pointer number, int rounds);

    static native void __gmpz_clear(Pointer number);
  }
}
