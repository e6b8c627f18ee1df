package sellaprime.grid.gateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Turns who somebody is into the number that stands for them in jobs: the first 64 bits of a
 * SHA-256. The same on every node, of one length, and nothing that other callers could read.
 *
 * <p>Collisions only make two callers share what each would have alone. To find one with a given
 * caller takes 2<sup>64</sup> tries.
 */
public final class CallerId {
  /** Whoever runs in the node's own JVM: not bounded by a share. */
  public static final long OWN = 0;

  /** Ignite tells a service nothing of the connection that a call came by. */
  public static final long THIN_CLIENTS = of("thin clients");

  private static final int BITS_64_BYTES = 8;

  private CallerId() {}

  /** Somebody who has shown an API key or a certificate of this name. */
  public static long ofName(String name) {
    return of("name " + name);
  }

  /**
   * Somebody of whom only the address is known. IPv6 addresses count as one by their first 64 bits:
   * whoever has one such network has 2<sup>64</sup> addresses.
   */
  public static long ofAddress(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      bytes = Arrays.copyOf(Arrays.copyOf(bytes, BITS_64_BYTES), bytes.length);
    }
    try {
      return of("address " + InetAddress.getByAddress(bytes).getHostAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of a legal length", e);
    }
  }

  private static long of(String identity) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      long id = ByteBuffer.wrap(hash).getLong();
      return id == OWN ? 1 : id;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
