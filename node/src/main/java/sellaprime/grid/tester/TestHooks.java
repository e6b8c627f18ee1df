package sellaprime.grid.tester;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a test of the grid may do to a node's engine, and nobody else: only who starts the JVM can
 * set its system properties. Without {@code -Dsellaprime.test.hooks=true} nothing here is at work.
 *
 * <ul>
 *   <li>{@code -Dsellaprime.test.poison=N}: the test of the number whose text is {@code N} ends the
 *       JVM at once, as a fault in native code would.
 * </ul>
 */
public final class TestHooks {
  /** As of a process that was killed. */
  private static final int EXIT_CODE = 137;

  private static final Logger log = LoggerFactory.getLogger(TestHooks.class);

  private TestHooks() {}

  /** {@code test} itself, unless the JVM was started with hooks. */
  public static NumberTest around(NumberTest test) {
    String poison = System.getProperty("sellaprime.test.poison");
    return Boolean.getBoolean("sellaprime.test.hooks") && poison != null
        ? poisoned(test, poison)
        : test;
  }

  private static NumberTest poisoned(NumberTest test, String poison) {
    log.warn("Test hook: the number {} ends this JVM", poison);
    return (question, watch) -> {
      if (question.number().equals(poison)) {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
      return test.test(question, watch);
    };
  }
}
