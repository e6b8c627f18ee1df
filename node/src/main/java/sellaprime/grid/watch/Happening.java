package sellaprime.grid.watch;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the grid.
 *
 * @param number counts what this node saw, from 1
 * @param id the same on every node that saw it
 * @param at milliseconds since the epoch, by this node's clock
 * @param kind what it was
 * @param node name of the node that came or went, or null
 * @param job id of the job, or null
 * @param what what the job asks, shortened, or null
 * @param from name of the node that had the job, or null
 * @param to name of the node that has it now, or null
 * @param attempt how often the job has been given to a tester, or null
 * @param why for a job handed over {@code queued}, or what it met as its history has it; for one
 *     that failed the reason; else null
 */
public record Happening(
    long number,
    String id,
    long at,
    Kind kind,
    @Nullable String node,
    @Nullable String job,
    @Nullable String what,
    @Nullable String from,
    @Nullable String to,
    @Nullable Integer attempt,
    @Nullable String why) {

  /** What can happen. */
  public enum Kind {
    /** A node came. */
    JOINED,
    /** A node went in good order. */
    LEFT,
    /** A node died, or was cut off. */
    DIED,
    /** A job went from one tester to another. */
    HANDED_OVER,
    /** A job failed. */
    FAILED
  }
}
