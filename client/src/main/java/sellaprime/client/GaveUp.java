package sellaprime.client;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import org.jspecify.annotations.Nullable;

/** The sentences with which a client stops waiting: what is unknown, and how to learn it later. */
final class GaveUp {
  private GaveUp() {}

  /** The cluster has not answered for {@code patience} nanoseconds. */
  static PrimesClientException on(
      PendingCall call, long patience, String reason, @Nullable Throwable cause) {
    String why =
        "No node of the cluster has answered for "
            + NANOSECONDS.toMillis(patience) / 1000.0
            + " s: "
            + reason;
    return because(call, why, cause);
  }

  /** The client itself is over. */
  static PrimesClientException because(PendingCall call, String why, @Nullable Throwable cause) {
    return new PrimesClientException(why + ". " + outlook(call), call.id, true, cause);
  }

  private static String outlook(PendingCall call) {
    String id = call.id;
    return switch (call.kind) {
      case SUBMIT, TEST, SELL ->
          ("Job %s %s accepted and may still be answered: ask later with await(\"%s\"), or submit"
                  + " it again with the same id.")
              .formatted(id, call.accepted ? "was" : "may have been", id);
      case AWAIT, GET ->
          "Job %s may still be answered: ask later with await(\"%s\").".formatted(id, id);
      case FEED, RESULTS ->
          "Batch %s stays in the cluster: ask how it stands with batch(\"%s\").".formatted(id, id);
      case CANCEL ->
          "Job %s may have been cancelled: ask later with get(\"%s\").".formatted(id, id);
    };
  }

  /** A throwable in a few words, for the end of a sentence. */
  static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
