package sellaprime.cli;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a caller shows a node who it is, and knows the node.
 *
 * @param key an API key, or null
 * @param tls whom to trust and which certificate to show, or null for what the JDK trusts
 */
record Access(@Nullable String key, @Nullable SSLContext tls) {
  /** Without the key. */
  @Override
  public String toString() {
    return "Access[" + (key == null ? "no key" : "a key") + "]";
  }

  HttpClient.Builder applyTo(HttpClient.Builder client) {
    return tls == null ? client : client.sslContext(tls);
  }

  HttpRequest.Builder applyTo(HttpRequest.Builder request) {
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }
}
