package sellaprime.rest;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import sellaprime.access.ApiKeys;

/**
 * How the HTTP port is guarded. With either of the two, a caller must show an API key or a
 * certificate; with none, whoever reaches the port may do everything.
 *
 * @param tls for HTTPS, trusting the callers' authority; null for plain HTTP
 * @param keys the API keys; null if there are none
 */
public record Doors(@Nullable SSLContext tls, @Nullable ApiKeys keys) {
  /** Nothing is asked. */
  public static final Doors OPEN = new Doors(null, null);

  /** True if callers must say who they are. */
  boolean areGuarded() {
    return tls != null || keys != null;
  }
}
