package sellaprime.rest;

import java.nio.charset.StandardCharsets;

/**
 * The path of a request as {@link java.net.URI} takes it. Clients send {@code 2^89-1} as it stands,
 * although RFC 3986 wants the {@code ^} encoded; and a semicolon is nothing special here, where
 * Jersey would take it, and all after it, for a matrix parameter and drop it.
 */
final class RawPath {
  private static final String PLAIN = "-._~!$&'()*+,:@/=%";

  private RawPath() {}

  /** Encodes what is not allowed in a path; a percent sign is taken for the start of a code. */
  static String encode(String path) {
    if (path.chars().allMatch(RawPath::isPlain)) {
      return path;
    }
    StringBuilder encoded = new StringBuilder(path.length() + 16);
    path.codePoints()
        .forEach(
            c -> {
              if (isPlain(c)) {
                encoded.appendCodePoint(c);
              } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  encoded.append('%').append(String.format("%02X", b));
                }
              }
            });
    return encoded.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }
}
