package sellaprime.rest;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors that are ours: the caller gets an id, the log what happened. */
final class InternalErrors {
  private static final Logger log = LoggerFactory.getLogger(InternalErrors.class);

  private InternalErrors() {}

  /** Logs {@code failure}, and returns a detail that leads to it. */
  static String logged(Throwable failure) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    log.error("Internal error {}: the request got status 500", id, failure);
    return "an internal error; the log of this node tells more at \"Internal error " + id + "\"";
  }
}
