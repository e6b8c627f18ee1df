package sellaprime.faults;

/**
 * A fault as it was staged.
 *
 * @param from nanoseconds of the run
 * @param wallMs when, by this machine's wall clock
 * @param whole nanoseconds of the run when all nodes were whole again
 */
record Staged(Step step, long from, long wallMs, long whole) {
  Window window() {
    return new Window(
        from, whole, step.fault().apart() == Fault.Apart.ALL ? Window.ANY : step.victim());
  }

  boolean isApart() {
    return step.fault().apart() != Fault.Apart.NOBODY;
  }
}
