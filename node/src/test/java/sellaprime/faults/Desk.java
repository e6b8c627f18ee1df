package sellaprime.faults;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import sellaprime.faults.Event.Answer;
import sellaprime.faults.Event.Op;

/** What all callers share: numbers, the catalogue of ids, the history, the pace. Thread-safe. */
final class Desk {
  private final long origin = System.nanoTime();
  private final long originMs = System.currentTimeMillis();
  private final AtomicLong lastId = new AtomicLong();
  private final String prefix;
  private final Numbers numbers;
  private final Catalogue catalogue = new Catalogue();
  private final History history = new History();
  private final Pace pace;
  private volatile boolean whole = true;
  private volatile boolean closed;

  Desk(Settings settings, Numbers numbers) {
    this.prefix = "f" + Long.toString(settings.seed(), 36).replace("-", "m") + "-";
    this.numbers = numbers;
    this.pace = new Pace(settings.rate());
  }

  /** Nanoseconds of the run. */
  long now() {
    return System.nanoTime() - origin;
  }

  /** What this machine's wall clock said when the run's time was 0. */
  long originMs() {
    return originMs;
  }

  Numbers numbers() {
    return numbers;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  History history() {
    return history;
  }

  Pace pace() {
    return pace;
  }

  /** A new id for {@code known}, in the catalogue. */
  String newId(Known known) {
    String id = prefix + lastId.incrementAndGet();
    catalogue.add(id, known, now());
    return id;
  }

  /** Another number than that of {@code id}. */
  Known other(String id, Random random) {
    Known known = catalogue.known(id);
    Known other = numbers.mixed(random);
    while (other.number().equals(known.number())) {
      other = numbers.mixed(random);
    }
    return other;
  }

  /**
   * Whether no split is staged now. In one, each half rules for itself: the other cannot know of a
   * job that is cancelled here, nor that an id is taken.
   */
  boolean isWhole() {
    return whole;
  }

  void noteWhole(boolean isWhole) {
    whole = isWhole;
  }

  /** Whether callers are to go home. */
  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }

  void record(
      long from,
      String caller,
      Op op,
      String id,
      String number,
      int node,
      Answer answer,
      @Nullable Sighting seen) {
    Event event = new Event(from, now(), caller, op, id, number, node, answer, seen);
    history.add(event);
    if (event.accepts()) {
      catalogue.noteAccepted(id);
    }
  }
}
