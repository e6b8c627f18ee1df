package sellaprime.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.interfaces.DHPublicKey;

/** Numbers whose primality is known from elsewhere: see {@code samples/README.md}. */
public final class KnownNumbers {
  /** One number, and the truth about it. */
  public record KnownNumber(boolean prime, int bits, String number) {
    /** Returns true if {@code verdict}, in the words of the REST interface, is right. */
    public boolean agrees(String verdict) {
      return prime
          ? verdict.equals("prime") || verdict.equals("probable-prime")
          : verdict.equals("composite");
    }
  }

  private static final List<KnownNumber> ALL = load();
  private static final Map<Integer, String> GROUPS = new ConcurrentHashMap<>();

  private KnownNumbers() {}

  /** All samples of {@code bits} bits, 64 to 2048. */
  public static List<KnownNumber> ofBits(int bits) {
    return ALL.stream().filter(sample -> sample.bits() == bits).toList();
  }

  /**
   * The {@code i}-th of an endless row of mixed sizes, from 64 to 2048 bits, with some work in
   * them. No two are written the same way, so each is tested.
   */
  public static KnownNumber mixed(int i) {
    int[] sizes = {64, 2048, 256, 2048, 96, 2048, 1024, 2048};
    List<KnownNumber> samples = ofBits(sizes[i % sizes.length]);
    KnownNumber sample = samples.get((i / sizes.length) % samples.size());
    return new KnownNumber(sample.prime(), sample.bits(), sample.number() + "+0*" + i);
  }

  /**
   * The {@code i}-th of an endless row of primes of {@code bits} bits, 2048 to 8192, which take
   * some ten to some hundred milliseconds each. The JDK has them, for Diffie-Hellman: they are
   * those of RFC 7919. No two are written the same way, so each is tested.
   */
  public static KnownNumber heavy(int bits, int i) {
    return new KnownNumber(
        true, bits, GROUPS.computeIfAbsent(bits, KnownNumbers::group) + "+0*" + i);
  }

  private static String group(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
      generator.initialize(bits);
      return ((DHPublicKey) generator.generateKeyPair().getPublic()).getParams().getP().toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no Diffie-Hellman groups", e);
    }
  }

  private static List<KnownNumber> load() {
    try (InputStream in = KnownNumbers.class.getResourceAsStream("/samples/numbers.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .map(line -> line.split(" ", -1))
          .map(f -> new KnownNumber(f[0].equals("P"), Integer.parseInt(f[1]), f[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
