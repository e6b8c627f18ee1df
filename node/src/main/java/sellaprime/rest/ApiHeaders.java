package sellaprime.rest;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Headers of every answer: no cache keeps it, no browser guesses its type. */
final class ApiHeaders {
  private ApiHeaders() {}

  static void addTo(HttpFields.Mutable headers) {
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
  }
}
