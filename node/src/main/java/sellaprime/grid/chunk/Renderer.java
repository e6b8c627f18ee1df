package sellaprime.grid.chunk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sellaprime.job.Ask;
import sellaprime.job.ChunkQuestion;

/**
 * Tells what came of the lines of a chunk, as bytes: millions of lines go through here, so nothing
 * is made for a line that can be made for a chunk.
 */
public final class Renderer {
  private static final byte[] LINE = bytes("{\"line\":");
  private static final byte[] NUMBER = bytes(",\"number\":\"");

  private final Style style;
  private byte[] out = new byte[1 << 16];
  private int size;
  private final byte[] digits = new byte[Decimals.MOST_DIGITS];

  /** Renders in {@code style}. */
  public Renderer(Style style) {
    this.style = style;
  }

  /**
   * The results of the lines of {@code chunk} with numbers from {@code from} to {@code to}.
   *
   * @return bytes of UTF-8, whole lines
   */
  public byte[] render(ChunkQuestion chunk, ChunkResult result, long from, long to) {
    size = 0;
    byte[][] tails =
        result.entries().stream().map(entry -> tail(entry, chunk.ask())).toArray(byte[][]::new);
    LineCursor line = new LineCursor(chunk.packed());
    long number = chunk.firstLine();
    for (int index = 0; line.next(); index++, number++) {
      int entry = result.entryIndex(index);
      if (entry >= 0 && number >= from && number <= to) {
        boolean bad = result.entries().get(entry).kind() == Verdicts.BAD;
        add(line, number, bad);
        add(tails[entry]);
      }
    }
    return Arrays.copyOf(out, size);
  }

  private void add(LineCursor line, long number, boolean bad) {
    if (style == Style.TABS) {
      add(number);
      return;
    }
    if (style == Style.JSON) {
      add(LINE);
      add(number);
      add(NUMBER);
    } else if (bad) {
      add(bytes("line "));
      add(number);
      add(bytes(": "));
    }
    if (line.isWord()) {
      add(line.word());
    } else if (line.isBad()) {
      String shown = line.text().substring(1);
      shown = shown.substring(0, Math.max(0, shown.indexOf(Lines.BAD)));
      add(bytes(style == Style.JSON ? escaped(shown) : shown));
    } else if (style == Style.JSON && (bad || hasControls(line))) {
      add(bytes(escaped(line.text())));
    } else {
      add(line.source(), line.textFrom(), line.textFrom() + line.textLength());
    }
  }

  /** All that has to be escaped in a line that could be read: a tab, say, between its terms. */
  private static boolean hasControls(LineCursor line) {
    byte[] source = line.source();
    int end = line.textFrom() + line.textLength();
    for (int i = line.textFrom(); i < end; i++) {
      if (source[i] < ' ' && source[i] >= 0) {
        return true;
      }
    }
    return false;
  }

  private byte[] tail(ChunkResult.Entry entry, Ask ask) {
    boolean bad = entry.kind() == Verdicts.BAD;
    if (style == Style.TABS) {
      String plain = entry.text().replace('\t', ' ').replace('\n', ' ');
      return bytes("\t" + Verdicts.name(entry.kind()) + "\t" + plain + "\n");
    }
    if (style == Style.TEXT) {
      return bytes(
          bad
              ? ": error: " + entry.text() + "\n"
              : ": " + Verdicts.word(entry.kind(), ask) + " (" + entry.text() + ")\n");
    }
    String text = escaped(entry.text());
    return bytes(
        bad
            ? "\",\"error\":\"" + text + "\"}\n"
            : "\",\"verdict\":\""
                + Verdicts.word(entry.kind(), ask)
                + "\",\"method\":\""
                + text
                + "\"}\n");
  }

  /** For within a JSON string. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void add(long number) {
    add(digits, Decimals.put(number, digits, digits.length), digits.length);
  }

  private void add(byte[] bytes) {
    add(bytes, 0, bytes.length);
  }

  private void add(byte[] bytes, int start, int end) {
    int length = end - start;
    if (out.length - size < length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, Math.addExact(size, length)));
    }
    System.arraycopy(bytes, start, out, size, length);
    size += length;
  }
}
