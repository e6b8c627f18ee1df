package sellaprime.faults;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.crypto.interfaces.DHPublicKey;
import sellaprime.testkit.KnownNumbers;
import sellaprime.testkit.KnownNumbers.KnownNumber;

/**
 * Numbers of mixed sizes with the truth about each, which never comes from this project's engine.
 *
 * <p>Small ones (65 to 256 bits) are random, judged by {@link BigInteger#isProbablePrime}. Larger
 * ones are known beforehand: samples from elsewhere, products of two primes, and the primes of RFC
 * 7919, which the JDK has for Diffie-Hellman, with their halves (p - 1) / 2, prime as well.
 *
 * <p>Thread-safe; each caller brings a random source of its own.
 */
final class Numbers {
  private static final int CERTAINTY = 60;
  private static final int FACTORS = 12;

  private final List<Known> middle = new ArrayList<>();
  private final List<Known> heavy = new ArrayList<>();

  /** Makes what is known beforehand; some tenths of a second. */
  Numbers(Random random) {
    for (KnownNumber sample : KnownNumbers.ofBits(1024)) {
      middle.add(new Known(sample.number(), sample.prime()));
    }
    for (KnownNumber sample : KnownNumbers.ofBits(2048)) {
      heavy.add(new Known(sample.number(), sample.prime()));
    }
    List<BigInteger> groups = new ArrayList<>();
    for (int bits : new int[] {2048, 3072, 4096}) {
      BigInteger p = safePrime(bits);
      groups.add(p);
      heavy.add(new Known(p.toString(), true));
      heavy.add(new Known(p.shiftRight(1).toString(), true));
    }
    heavy.add(product(groups.get(0), groups.get(0).shiftRight(1)));
    heavy.add(product(groups.get(1), groups.get(0)));
    List<BigInteger> primes = new ArrayList<>();
    for (int i = 0; i < FACTORS; i++) {
      primes.add(BigInteger.probablePrime(512, random));
    }
    for (int i = 1; i < FACTORS; i++) {
      middle.add(product(primes.get(i - 1), primes.get(i)));
    }
  }

  private static Known product(BigInteger p, BigInteger q) {
    return new Known(p.multiply(q).toString(), false);
  }

  private static BigInteger safePrime(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
      generator.initialize(bits);
      return ((DHPublicKey) generator.generateKeyPair().getPublic()).getParams().getP();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no Diffie-Hellman groups", e);
    }
  }

  /** One of the usual mix: nine of ten small, a few of 1024 bits, one of 200 larger. */
  Known mixed(Random random) {
    int dice = random.nextInt(200);
    if (dice == 0) {
      return heavy(random);
    }
    return dice < 12 ? any(middle, random) : small(random);
  }

  /** One of 2048 to 4096 bits: up to some tenths of a second of work. */
  Known heavy(Random random) {
    return any(heavy, random);
  }

  private static Known small(Random random) {
    int bits = 65 + random.nextInt(192);
    BigInteger n = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
    if (random.nextInt(4) == 0) {
      n = n.nextProbablePrime();
    }
    return new Known(n.toString(), n.isProbablePrime(CERTAINTY));
  }

  /** As a text that has not been asked before: else nodes would answer from memory. */
  private static Known any(List<Known> list, Random random) {
    Known known = list.get(random.nextInt(list.size()));
    int k = random.nextInt(Integer.MAX_VALUE);
    return new Known(known.number() + "+" + k + "-" + k, known.prime());
  }
}
