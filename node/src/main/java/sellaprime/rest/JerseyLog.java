package sellaprime.rest;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * Brings what Jersey and its injector log by java.util.logging to slf4j, where all else is; by
 * itself it would go to the terminal.
 */
final class JerseyLog extends Handler {
  // Held here, for java.util.logging forgets loggers that nobody holds.
  private static final List<Logger> ROOTS =
      List.of(Logger.getLogger("org.glassfish"), Logger.getLogger("org.jvnet.hk2"));

  private JerseyLog() {}

  /** Redirects the logs, once and for all. */
  static synchronized void redirect() {
    for (Logger root : ROOTS) {
      if (root.getUseParentHandlers()) {
        root.setUseParentHandlers(false);
        root.addHandler(new JerseyLog());
      }
    }
  }

  @Override
  public void publish(LogRecord record) {
    org.slf4j.Logger log = LoggerFactory.getLogger(record.getLoggerName());
    String message = new SimpleFormatter().formatMessage(record);
    int level = record.getLevel().intValue();
    if (level >= Level.SEVERE.intValue()) {
      log.error(message, record.getThrown());
    } else if (level >= Level.WARNING.intValue()) {
      log.warn(message, record.getThrown());
    } else {
      log.debug(message, record.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
