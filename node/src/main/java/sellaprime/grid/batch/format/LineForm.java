package sellaprime.grid.batch.format;

import java.io.InputStream;
import sellaprime.primality.input.InputLimits;

/** In what form lines come. */
public enum LineForm {
  /** As people and programs leave them: see {@link Formats}. */
  RECOGNISED,
  /** As text, each as {@link sellaprime.grid.chunk.Lines} says already. */
  READY,
  /** As {@link sellaprime.grid.chunk.PackedLines}. */
  PACKED;

  /** The lines of {@code in}; those too long for {@code limits} are told as such. */
  public LineSource source(InputStream in, InputLimits limits) {
    return switch (this) {
      case RECOGNISED -> Formats.recognised(in, limits);
      case READY -> Formats.ready(in, limits);
      case PACKED -> Formats.packed(in, limits);
    };
  }
}
