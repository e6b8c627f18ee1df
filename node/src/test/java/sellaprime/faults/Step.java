package sellaprime.faults;

import java.util.Locale;

/**
 * One fault of a schedule.
 *
 * @param number from 1
 * @param victim the node it is for, where it is for one
 * @param calmMs how long to leave the whole cluster in peace before
 * @param holdMs how long it lasts before it is healed
 * @param seed for what else there is to choose
 */
record Step(int number, Fault fault, int victim, long calmMs, long holdMs, long seed) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%3d. after %.1f s: %s (node %d, for %.1f s)",
        number,
        calmMs / 1000.0,
        fault.title(),
        victim + 1,
        holdMs / 1000.0);
  }
}
