package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of an OpenSSH moduli file, which is also the format of its candidates: time, type, tests,
 * tries, size, generator and modulus (moduli(5)).
 *
 * <p><b>Size</b> is one less than the bits of the modulus. <b>Tests</b> are flags: 1 composite, 2
 * sieved, 4 Miller-Rabin. The <b>generator</b> is hexadecimal, as the modulus is.
 *
 * @param type 2 for a safe prime p, 4 for a Sophie Germain prime q with p = 2q + 1
 * @param generator 0 if it is not known
 */
record Moduli(int type, int tests, long tries, int size, int generator, BigInteger modulus) {
  static final int SAFE = 2;
  static final int SOPHIE_GERMAIN = 4;

  static final int TESTED_COMPOSITE = 1;
  static final int SIEVED = 2;
  static final int MILLER_RABIN = 4;

  /** The shortest modulus that is screened has one bit more than this. */
  static final int LEAST_SIZE = 511;

  /** What a first line may say; sshd passes over it. */
  static final String HEADER = "# Time Type Tests Tries Size Generator Modulus";

  /** Longer lines are none: ssh-keygen reads that many characters at once. */
  private static final int MAX_CHARS = 100 + 8192;

  private static final int TIME_CHARS = 14;
  private static final Pattern FIELDS =
      Pattern.compile(
          "\\s*(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+([0-9A-Fa-f]{1,7}) +([0-9A-Fa-f]+)\\s*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final BigInteger TWELVE = BigInteger.valueOf(12);
  private static final BigInteger TWENTY_FOUR = BigInteger.valueOf(24);

  /** Reads a line; empty for a comment, and for whatever is not of this form. */
  static Optional<Moduli> read(String line) {
    if (line.length() <= TIME_CHARS
        || line.length() > MAX_CHARS
        || line.charAt(0) == '#'
        || line.charAt(0) == '!') {
      return Optional.empty();
    }
    Matcher fields = FIELDS.matcher(line).region(TIME_CHARS, line.length());
    if (!fields.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Moduli(
            Integer.parseInt(fields.group(1)),
            Integer.parseInt(fields.group(2)),
            Long.parseLong(fields.group(3)),
            Integer.parseInt(fields.group(4)),
            Integer.parseInt(fields.group(5), 16),
            new BigInteger(fields.group(6), 16)));
  }

  /**
   * The line to write if this candidate turns out to be a safe prime, tested with {@code tries}
   * rounds; empty if there is nothing to test: a known composite, a size that is not true or too
   * small, or no generator that is known, or not the one that is {@code wanted} (0: any). By the
   * rules of {@code ssh-keygen -M screen}.
   */
  Optional<Moduli> screened(long trials, int wanted) {
    BigInteger p = type == SOPHIE_GERMAIN ? modulus.shiftLeft(1).setBit(0) : modulus;
    int sizeOfP = type == SOPHIE_GERMAIN ? size + 1 : size;
    boolean tested = (tests & TESTED_COMPOSITE) == 0 && isPrimeType(type);
    if (!tested || p.bitLength() != sizeOfP + 1 || sizeOfP < LEAST_SIZE) {
      return Optional.empty();
    }
    int known = type == SOPHIE_GERMAIN || generator == 0 ? generator(p) : generator;
    if (known == 0 || (wanted > 0 && wanted != known)) {
      return Optional.empty();
    }
    long all = (tests & MILLER_RABIN) != 0 ? tries + trials : trials;
    return Optional.of(new Moduli(SAFE, tests | MILLER_RABIN, all, sizeOfP, known, p));
  }

  private static boolean isPrimeType(int type) {
    return type >= 0 && type <= 5;
  }

  /** A safe prime that was found by a search, with the rounds that it passed. */
  static Moduli found(BigInteger safePrime, long trials) {
    return new Moduli(
        SAFE,
        SIEVED | MILLER_RABIN,
        trials,
        safePrime.bitLength() - 1,
        generator(safePrime),
        safePrime);
  }

  /**
   * A generator by the rules of OpenSSH, or 0 if they know none: 2 if p = 11 modulo 24, 3 if p = 5
   * modulo 12 (no safe prime), 5 if p ends in 3 or 7. Each is then no square modulo p, and so
   * generates all of it.
   */
  static int generator(BigInteger p) {
    if (p.mod(TWENTY_FOUR).intValue() == 11) {
      return 2;
    }
    if (p.mod(TWELVE).intValue() == 5) {
      return 3;
    }
    int last = p.mod(BigInteger.TEN).intValue();
    return last == 3 || last == 7 ? 5 : 0;
  }

  /** The same as a JSON object; the modulus in hexadecimal digits. */
  JsonNode json(Instant now) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", now.toString())
        .put("type", type)
        .put("tests", tests)
        .put("tries", tries)
        .put("size", size)
        .put("generator", generator)
        .put("modulus", "0x" + modulus.toString(16));
  }

  /** The line, stamped with {@code now} in UTC. */
  String line(Instant now) {
    return TIME.format(now)
        + " "
        + type
        + " "
        + tests
        + " "
        + tries
        + " "
        + size
        + " "
        + Integer.toHexString(generator)
        + " "
        + modulus.toString(16).toUpperCase(Locale.ROOT);
  }
}
