package sellaprime.faults;

import org.jspecify.annotations.Nullable;

/**
 * One call of one caller, and its reply.
 *
 * @param from when it was made, nanoseconds of the run
 * @param to when its reply came, or was given up
 * @param node the node's place in the cluster, or -1 if the client chose one
 * @param seen the job as told in the reply, or null
 */
record Event(
    long from,
    long to,
    String caller,
    Op op,
    String id,
    String number,
    int node,
    Answer answer,
    @Nullable Sighting seen) {

  /** What was asked for. */
  enum Op {
    /** A new job. */
    SUBMIT,
    /** A known id with the same number. */
    AGAIN,
    /** A known id with another number. */
    OTHER_NUMBER,
    READ,
    CANCEL
  }

  /** What came back. */
  enum Answer {
    /** Accepted, or found. */
    OK,
    NOT_FOUND,
    /** The id belongs to another number. */
    CONFLICT,
    /** Refused for load or a full disk: nothing was accepted. */
    OVERLOADED,
    /** Refused for good. */
    REFUSED,
    /** No reply, or one that leaves it open. */
    UNKNOWN
  }

  /** Whether this reply promises an outcome. */
  boolean accepts() {
    return answer == Answer.OK && (op == Op.SUBMIT || op == Op.AGAIN);
  }
}
