package sellaprime.rest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.watch.Happening;

/**
 * Something that happened, as those who look on see it.
 *
 * @param id the same at every node that saw it
 * @param kind {@code joined}, {@code left}, {@code died}, {@code handed-over} or {@code failed}
 */
record HappeningAnswer(
    String id,
    String at,
    String kind,
    @Nullable String node,
    @Nullable String job,
    @Nullable String what,
    @Nullable String from,
    @Nullable String to,
    @Nullable Integer attempt,
    @Nullable String why)
    implements JsonAnswer {

  static HappeningAnswer of(Happening happening) {
    return new HappeningAnswer(
        happening.id(),
        JobAnswer.time(happening.at()),
        happening.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        happening.node(),
        happening.job(),
        happening.what(),
        happening.from(),
        happening.to(),
        happening.attempt(),
        happening.why());
  }
}
