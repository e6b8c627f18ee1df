package sellaprime.rest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.watch.GridWatch;
import sellaprime.grid.watch.Happening;

/**
 * The event stream of the grid: its last minutes first, then a picture every second, and what
 * happens when it happens. Has no end.
 */
final class GridStream extends EventStream {
  private final GridPicture picture;
  private boolean begun;
  private @Nullable GridWatch told;
  private long toldUpTo;
  private long shown;

  GridStream(GridPicture picture, MemoryResponse response, Duration heartbeat) {
    super(response, heartbeat);
    this.picture = picture;
  }

  @Override
  byte @Nullable [] news() {
    StringBuilder text = new StringBuilder();
    if (!begun) {
      begun = true;
      text.append(event("history", picture.history()));
    }
    GridWatch watch = picture.watch();
    if (watch != told) { // the first, or that of the node that took the place of the last one
      told = watch;
      toldUpTo = 0;
    }
    for (Happening happening : watch.since(toldUpTo)) {
      toldUpTo = happening.number();
      text.append(event("happened", HappeningAnswer.of(happening)));
    }
    GridPicture.Current now = picture.current();
    if (now.number() > shown) {
      shown = now.number();
      text.append(now.event());
    }
    return text.isEmpty() ? null : text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
