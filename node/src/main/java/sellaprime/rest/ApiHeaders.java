package sellaprime.rest;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Headers of every answer: the trace that the request came with; no cache keeps it, no browser
 * guesses its type, runs anything in it, shows it inside another page, or tells other sites where
 * it was read. A page may set a {@code Content-Security-Policy} and a {@code Cache-Control} of its
 * own before.
 *
 * <p>There is no {@code Strict-Transport-Security}: it would bind all other ports of the host's
 * name, localhost among them, for as long as it says.
 */
final class ApiHeaders {
  private static final String CSP = "Content-Security-Policy";

  private ApiHeaders() {}

  static void addTo(Request request, HttpFields.Mutable headers) {
    TraceParent.echo(request, headers);
    headers.put("X-Content-Type-Options", "nosniff");
    if (!headers.contains(HttpHeader.CACHE_CONTROL)) {
      headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("X-Frame-Options", "DENY");
    if (!headers.contains(CSP)) {
      headers.put(CSP, "default-src 'none'; frame-ancestors 'none'");
    }
  }
}
