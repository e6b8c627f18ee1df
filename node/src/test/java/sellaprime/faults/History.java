package sellaprime.faults;

import java.util.ArrayList;
import java.util.List;

/** All calls and replies of a run, in the order in which the replies came. Thread-safe. */
final class History {
  private final List<Event> events = new ArrayList<>();

  synchronized void add(Event event) {
    events.add(event);
  }

  /** What is there by now. */
  synchronized List<Event> events() {
    return List.copyOf(events);
  }
}
