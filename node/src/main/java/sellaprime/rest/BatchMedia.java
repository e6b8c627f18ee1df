package sellaprime.rest;

import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.chunk.Style;

/**
 * The media types of batches: text for people and their programs; and what nodes themselves keep,
 * for our own command line, which is part of the same version.
 */
public enum BatchMedia {
  /** A JSON object per line. */
  NDJSON(BatchMedia.NDJSON_TYPE, Style.JSON),
  /** A line of text per number. */
  TEXT(MediaType.TEXT_PLAIN, Style.TEXT),
  /** {@link sellaprime.grid.batch.Block}s. */
  BLOCKS(BatchMedia.RESULTS_TYPE, null);

  /** Of {@link #NDJSON}. */
  static final String NDJSON_TYPE = "application/x-ndjson";

  /** Of lines in the form {@link LineForm#PACKED}. */
  public static final String LINES_TYPE = "application/vnd.sellaprime.lines";

  /** Of {@link #BLOCKS}. */
  public static final String RESULTS_TYPE = "application/vnd.sellaprime.results";

  private final String type;
  private final @Nullable Style style;

  BatchMedia(String type, @Nullable Style style) {
    this.type = type;
    this.style = style;
  }

  /** What to answer to one whose first choice is {@code type}: JSON, unless it is another. */
  static BatchMedia accepted(MediaType type) {
    for (BatchMedia media : values()) {
      if (!type.isWildcardSubtype() && type.isCompatible(MediaType.valueOf(media.type))) {
        return media;
      }
    }
    return NDJSON;
  }

  /** In what form lines of {@code type} come. */
  static LineForm formOf(@Nullable String type, boolean ready) {
    if (LINES_TYPE.equals(type)) {
      return LineForm.PACKED;
    }
    return ready ? LineForm.READY : LineForm.RECOGNISED;
  }

  /** How each result is written; null if it is not readable. */
  @Nullable Style style() {
    return style;
  }

  /** Its header; blocks with lines before them are no JSON. */
  String contentType(boolean framed) {
    if (style == null) {
      return type;
    }
    return (framed ? MediaType.TEXT_PLAIN : type) + ";charset=utf-8";
  }
}
