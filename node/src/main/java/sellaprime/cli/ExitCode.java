package sellaprime.cli;

/**
 * What the exit code of {@code sellaprime} says. One that is interrupted (Ctrl-C) ends with 130,
 * one that is terminated with 143: 128 and the signal, as the JVM does by itself.
 */
final class ExitCode {
  /** All numbers are (probable) primes; a server left in good order. */
  static final int OK = 0;

  /** Some number is composite. */
  static final int COMPOSITE = 1;

  /** The command line, or a number on it, cannot be used; a node cannot start as told. */
  static final int USAGE = 2;

  /** No answer: timed out, failed, or nobody to ask. */
  static final int NO_ANSWER = 3;

  /**
   * A server broke down, or was cut off and could not come back; start it again. Also if it was
   * told to leave meanwhile and jobs are left in a file.
   */
  static final int BROKE_DOWN = 4;

  private ExitCode() {}
}
