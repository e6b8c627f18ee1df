package sellaprime.rest;

import org.eclipse.jetty.http.HttpStatus;

/**
 * An error as callers see it, by RFC 9457. The type is always {@code about:blank}: the status says
 * what kind of error it is, {@code detail} the rest.
 */
record Problem(String type, String title, int status, String detail) implements JsonAnswer {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String detail) {
    return new Problem("about:blank", HttpStatus.getMessage(status), status, detail);
  }
}
