package sellaprime.grid.gateway;

import sellaprime.grid.jobs.CostClass;
import sellaprime.grid.jobs.Held;

/**
 * When there will be room: what {@code Retry-After} says.
 *
 * <p>Jobs end by the measured rate, if there is one. It knows what the price list does not: what a
 * dispatch costs, and how fast these machines are. If none has ended lately, as when all are hours
 * long, by the price list and the load rows: the shortest first, by all workers together.
 *
 * @param held what is unfinished
 * @param capacity nanoseconds of expected work that all testers do in a nanosecond
 * @param jobsPerSecond the measured rate, or 0
 */
record Forecast(Held held, double capacity, double jobsPerSecond) {

  /** Seconds until {@code jobs} of the unfinished have ended. */
  double untilJobsEnd(double jobs) {
    if (jobsPerSecond > 0) {
      return jobs / jobsPerSecond;
    }
    double nanos = 0;
    double left = Math.ceil(jobs); // a job ends as a whole
    for (CostClass costClass : CostClass.values()) {
      int there = held.jobs(costClass);
      if (there > 0) {
        double ending = Math.min(left, there);
        nanos += ending * held.nanos(costClass) / there;
        left -= ending;
      }
    }
    return nanos / capacity / 1e9;
  }

  /** Seconds until numbers of so many characters are done with, if they are spread evenly. */
  double untilCharsEnd(double chars) {
    return untilJobsEnd(held.jobs() * Math.min(1, chars / Math.max(1, held.chars())));
  }

  /**
   * Seconds until jobs worth so many nanoseconds of expected work have ended, all of {@code
   * longest} or shorter. What is done of a job counts when all of it is.
   */
  double untilWorkIsDone(double nanos, CostClass longest) {
    double left = nanos;
    double done = 0;
    for (CostClass costClass : CostClass.values()) {
      int there = held.jobs(costClass);
      if (longest.includes(costClass) && there > 0 && left > 0) {
        double each = (double) held.nanos(costClass) / there;
        double ending = Math.min(there, Math.ceil(left / Math.max(1, each)));
        done += ending * each;
        left -= ending * each;
      }
    }
    return done / capacity / 1e9;
  }
}
