package sellaprime.client;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code host:port,host2:port} lists. */
final class Addresses {
  static final int DEFAULT_PORT = 10800;

  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>[^\\s:\\[\\]/]+|\\[[0-9A-Fa-f:.%]+])(:(?<port>[0-9]{1,5}))?");

  private Addresses() {}

  /**
   * The addresses of the list, each with a port ({@value #DEFAULT_PORT} unless given); an IPv6
   * address in brackets.
   *
   * @throws IllegalArgumentException if there is none, or one cannot be read
   */
  static List<String> parse(String list) {
    List<String> addresses = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      if (!part.isBlank()) {
        addresses.add(one(part.strip()));
      }
    }
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("No address given; expected host:port,host2:port,...");
    }
    return addresses;
  }

  private static String one(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (matcher.matches()) {
      String port = matcher.group("port");
      int number = port == null ? DEFAULT_PORT : Integer.parseInt(port);
      if (number >= 1 && number <= 65535) {
        return matcher.group("host") + ":" + number;
      }
    }
    throw new IllegalArgumentException("Not an address: '" + text + "'; expected host:port");
  }
}
