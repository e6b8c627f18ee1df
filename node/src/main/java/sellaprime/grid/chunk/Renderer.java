package sellaprime.grid.chunk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final byte[] digits = new byte[20];

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
    byte[] text = chunk.text().getBytes(StandardCharsets.UTF_8);
    List<byte[]> tails = new ArrayList<>();
    for (ChunkResult.Entry entry : result.entries()) {
      tails.add(tail(entry, chunk.ask()));
    }
    int start = 0;
    for (int index = 0; index < chunk.lines(); index++) {
      int end = Lines.end(text, start);
      long line = chunk.firstLine() + index;
      int entry = result.entryIndex(index);
      if (entry >= 0 && line >= from && line <= to) {
        boolean bad = result.entries().get(entry).kind() == Verdicts.BAD;
        add(text, start, end, line, bad, tails.get(entry));
      }
      start = end + 1;
    }
    return Arrays.copyOf(out, size);
  }

  private void add(byte[] text, int start, int end, long line, boolean bad, byte[] tail) {
    if (style == Style.TABS) {
      add(line);
      add(tail);
      return;
    }
    if (style == Style.JSON) {
      add(LINE);
      add(line);
      add(NUMBER);
    } else if (bad) {
      add(bytes("line "));
      add(line);
      add(bytes(": "));
    }
    if (text[start] == Lines.BAD) {
      String shown = Lines.string(text, start + 1, end);
      shown = shown.substring(0, Math.max(0, shown.indexOf(Lines.BAD)));
      add(bytes(style == Style.JSON ? escaped(shown) : shown));
    } else if (style == Style.JSON && bad) { // a good one has nothing to escape
      add(bytes(escaped(Lines.string(text, start, end))));
    } else {
      add(text, start, end);
    }
    add(tail);
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
    int at = digits.length;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    add(digits, at, digits.length);
  }

  private void add(byte[] bytes) {
    add(bytes, 0, bytes.length);
  }

  private void add(byte[] bytes, int start, int end) {
    int length = end - start;
    if (out.length - size < length) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, size + length));
    }
    System.arraycopy(bytes, start, out, size, length);
    size += length;
  }
}
