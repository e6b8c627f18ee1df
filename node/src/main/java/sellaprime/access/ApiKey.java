package sellaprime.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as a node knows it: whose it is, what it opens, and the SHA-256 of it.
 *
 * <p>A plain hash will do, without salt and in one round, because keys are 256 random bits: there
 * is no list of likely ones to try, and no two are equal. For passwords it would not.
 */
final class ApiKey {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  private static final String PREFIX =
      "sp_"; // tells people, and scanners of leaked text, what it is
  private static final int BYTES = 32;
  private static final Pattern LINE =
      Pattern.compile("(" + NAME + ") (read|submit|admin) sha256:([0-9a-f]{64})");

  private final Caller caller;
  private final byte[] hash;

  private ApiKey(Caller caller, byte[] hash) {
    this.caller = caller;
    this.hash = hash;
  }

  /** The key {@code text}. */
  static ApiKey of(String name, Scope scope, String text) {
    return new ApiKey(new Caller(name, scope), hash(text));
  }

  /** A new key, to be shown once: 256 bits from the system's random source. */
  static String newText() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /**
   * Reads what {@link #line} writes.
   *
   * @throws IllegalArgumentException if it is not that
   */
  static ApiKey parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("expected: NAME read|submit|admin sha256:HEX");
    }
    Scope scope = Scope.valueOf(parts.group(2).toUpperCase(Locale.ROOT));
    return new ApiKey(new Caller(parts.group(1), scope), HexFormat.of().parseHex(parts.group(3)));
  }

  String line() {
    return caller.name() + " " + caller.scope() + " sha256:" + HexFormat.of().formatHex(hash);
  }

  Caller caller() {
    return caller;
  }

  /** Compares in constant time. */
  boolean matches(byte[] presentedHash) {
    return MessageDigest.isEqual(hash, presentedHash);
  }

  static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
