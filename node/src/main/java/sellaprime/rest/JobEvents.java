package sellaprime.rest;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event streams of this node, level-triggered: at each tick every watched job, and the grid, is
 * looked at, and its streams send what changed. So nothing is lost with a note that never came, or
 * with the death of the job's owner.
 */
final class JobEvents {
  /** Streams at a time. */
  static final int MAX_STREAMS = 500;

  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(JobEvents.class);

  private final int maxStreams;
  private final Duration heartbeat;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  JobEvents(int maxStreams, Duration heartbeat) {
    this.maxStreams = maxStreams;
    this.heartbeat = heartbeat;
  }

  /**
   * Sends what {@code source} tells of a job now, and from now on its changes.
   *
   * @throws ProblemException 503 if there are too many streams already
   */
  void watch(Supplier<JobStream.@Nullable Snapshot> source, MemoryResponse response) {
    checkRoom();
    begin(new JobStream(source, response, heartbeat));
  }

  /**
   * Sends the grid's picture now, and from now on what is new.
   *
   * @throws ProblemException 503 if there are too many streams already
   */
  void watch(GridPicture picture, MemoryResponse response) {
    checkRoom();
    begin(new GridStream(picture, response, heartbeat));
  }

  private void checkRoom() {
    if (streams.size() >= maxStreams) {
      throw new ProblemException(
          503, "there are " + maxStreams + " event streams already; try again later", 10);
    }
  }

  private void begin(EventStream stream) {
    streams.add(stream);
    stream.show();
  }

  /** Has every stream look for what is new. */
  void tick() {
    for (EventStream stream : streams) {
      try {
        if (closed) {
          stream.end();
        } else {
          stream.show();
        }
      } catch (RuntimeException e) { // the node is stopping, most likely
        log.debug("An event stream ends", e);
        stream.end();
      }
    }
    streams.removeIf(EventStream::isOver);
  }

  /** How many streams there are. */
  int size() {
    return streams.size();
  }

  /** Ends all streams, soon. */
  void close() {
    closed = true;
  }
}
