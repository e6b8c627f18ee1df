package sellaprime.grid.batch.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sellaprime.grid.chunk.Decimals;
import sellaprime.grid.chunk.PackedLines;

/**
 * Splits bytes into lines, that end with LF or CRLF. Holds one line. A byte-order mark of UTF-8 at
 * the very beginning, as programs on Windows leave it, is no part of the first.
 */
final class RawLines {
  private static final int BUFFER = 1 << 16;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final int mostBytes;
  private byte[] buffer = new byte[BUFFER];
  private int filled;

  /** Where the next line begins. */
  private int position;

  /** The last line feed; before {@link #position} if the next line is not there to its end. */
  private int lastFeed = -1;

  private int start;
  private int end;
  private boolean begun;
  private boolean tooLong;
  private boolean atEnd;

  /** Lines of at most {@code mostBytes}; longer ones are told as such, and not kept. */
  RawLines(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /** Goes to the next line; false if there is none. */
  boolean next() throws IOException {
    tooLong = false;
    int scanned = position;
    while (true) {
      if (lastFeed >= scanned) {
        int feed = feed(scanned);
        take(feed);
        position = feed + 1;
        return true;
      }
      scanned = filled;
      if (filled - position > mostBytes) { // go on without what came so far
        tooLong = true;
        position = filled;
      }
      if (atEnd) {
        boolean rest = filled > position || tooLong;
        take(filled);
        position = filled;
        return rest;
      }
      int moved = makeRoom();
      scanned -= moved;
      lastFeed = Math.max(-1, lastFeed - moved);
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        atEnd = true;
      } else {
        findLastFeed(read);
        filled += read;
      }
    }
  }

  /** The next line feed; there is one. */
  private int feed(int from) {
    byte[] bytes = buffer;
    int i = Decimals.end(bytes, from, lastFeed); // of most lines, all that there is
    while (bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  private void take(int lineEnd) {
    start = position;
    end = lineEnd;
    if (end - start > mostBytes) {
      tooLong = true;
    }
    if (!begun) {
      begun = true;
      if (startsWithMark()) {
        start += MARK.length;
      }
    }
    while (end > start && isSpace(buffer[end - 1])) {
      end--;
    }
    while (start < end && isSpace(buffer[start])) {
      start++;
    }
  }

  private boolean startsWithMark() {
    return end - start >= MARK.length
        && Arrays.equals(buffer, start, start + MARK.length, MARK, 0, MARK.length);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** In {@code read} new bytes, at the end. */
  private void findLastFeed(int read) {
    for (int i = filled + read - 1; i >= filled; i--) {
      if (buffer[i] == '\n') {
        lastFeed = i;
        return;
      }
    }
  }

  /** Returns by how much everything has moved to the left. */
  private int makeRoom() {
    int moved = position;
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, filled - position);
      filled -= position;
      position = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    return moved;
  }

  boolean mayBlock() throws IOException {
    return !atEnd && lastFeed < position && in.available() == 0;
  }

  /** Whether the line was longer than allowed; what there is of it then is not all. */
  boolean isTooLong() {
    return tooLong;
  }

  int mostBytes() {
    return mostBytes;
  }

  /** Whether there is nothing on the line but white space, or a comment. */
  boolean isBlank() {
    return start == end
        || buffer[start] == '#'
        || (end - start >= 2 && buffer[start] == '/' && buffer[start + 1] == '/');
  }

  byte first() {
    return buffer[start];
  }

  /** Adds the line, without the white space around it. */
  void addTo(PackedLines lines) {
    lines.add(buffer, start, end);
  }

  /** The line without the white space around it. */
  String text() {
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }
}
