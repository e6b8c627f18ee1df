package sellaprime.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps logs out of the figures. */
final class Quiet {
  private Quiet() {}

  static void logs() {
    // Off, not ERROR: Ignite reports each message that it cannot send to a node that a benchmark
    // killed.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
  }
}
