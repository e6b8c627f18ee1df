package sellaprime.grid.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * An unreadable place in a segment of Ignite's write-ahead log, with whole records behind it.
 *
 * <p>Ignite reads a log up to the first record that it cannot read. In the last segment, and in
 * some cases before it, it takes that for the end, and says nothing: what follows is gone, and the
 * next record is written over it. So a store is looked at before Ignite opens it.
 *
 * <p><b>What a crash leaves</b> has nothing whole behind the place where reading ends: a record
 * that was cut off, then zeroes, or what the file held when it was another segment, whose records
 * name that other one. One exception: records are written side by side, so a crash in the midst of
 * one may leave the next whole. It was accepted, and Ignite does not read it: that counts as
 * damage. What cannot be told from a record that a crash cut off is damage to the very last one.
 *
 * <p><b>Format.</b> A segment is a file of records, without gaps from its beginning, in the byte
 * order of the machine: type (1 byte), number of the segment (8), position in the file (4), length
 * of the record (4), content, complement of the CRC-32 of all that (4). A byte of type 0 ends the
 * segment, and so does a record that says so, which has no more than its type. See {@code
 * RecordV2Serializer} and {@code RecordV1Serializer} in Ignite 2.17.
 *
 * @param file the segment
 * @param last whether no later one is there: Ignite takes the damage for the end
 * @param position where its readable part ends
 * @param behind whole records that follow
 */
record LogDamage(Path file, boolean last, int position, int behind) {
  private static final int SEGMENT = 1;
  private static final int POSITION = SEGMENT + Long.BYTES;
  private static final int LENGTH = POSITION + Integer.BYTES;
  private static final int CONTENT = LENGTH + Integer.BYTES;
  private static final int CRC = Integer.BYTES;

  /** The first record of a segment: its header, which has a magic number and no length. */
  private static final int HEADER_LENGTH =
      POSITION + Integer.BYTES + Long.BYTES + Integer.BYTES + CRC;

  /**
   * Looks at every segment below {@code store}. Cost: one pass over them, some 30 MB.
   *
   * @throws IOException if one cannot be read
   */
  static List<LogDamage> find(Path store) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (Path file : segments(store)) {
      segments.add(look(file, Files.readAllBytes(file)));
    }
    long last = segments.stream().mapToLong(Segment::number).max().orElse(0);
    return segments.stream()
        .filter(segment -> segment.behind > 0)
        .map(one -> new LogDamage(one.file, one.number == last, one.end, one.behind))
        .toList();
  }

  /**
   * Ends the segment before the damage. Ignite makes what sense it can of a damaged record before
   * it looks at the checksum, and may take memory by a length in it.
   */
  void cut() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), position);
      channel.force(true);
    }
  }

  private record Segment(Path file, long number, int end, int behind) {}

  private static List<Path> segments(Path store) throws IOException {
    try (Stream<Path> walk = Files.walk(store)) {
      return walk.filter(path -> path.toString().endsWith(".wal"))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static Segment look(Path file, byte[] bytes) {
    ByteBuffer segment = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    boolean hasHeader = isHeader(segment);
    int end = hasHeader ? HEADER_LENGTH : 0;
    long number = hasHeader ? segment.getLong(SEGMENT) : numberWithoutHeader(segment);
    for (int length = length(segment, end); isOf(segment, end, length, number); ) {
      end += length;
      length = length(segment, end);
    }
    int behind = 0;
    for (int at = end; at < bytes.length; ) {
      int length = length(segment, at);
      boolean isWhole = isOf(segment, at, length, number);
      behind += isWhole ? 1 : 0;
      at += isWhole ? length : 1;
    }
    return new Segment(file, number, end, behind);
  }

  private static boolean isOf(ByteBuffer segment, int at, int length, long number) {
    return length > 0 && segment.getLong(at + SEGMENT) == number;
  }

  /** The highest that a record in it names: an older one is of what was in the file before. */
  private static long numberWithoutHeader(ByteBuffer segment) {
    long number = -1;
    for (int at = 1; at < segment.capacity(); ) {
      int length = length(segment, at);
      if (length > 0) {
        number = Math.max(number, segment.getLong(at + SEGMENT));
      }
      at += Math.max(1, length);
    }
    return number;
  }

  private static boolean isHeader(ByteBuffer segment) {
    return segment.capacity() >= HEADER_LENGTH
        && segment.get(0) != 0
        && segment.getInt(POSITION) == 0
        && hasCrc(segment, 0, HEADER_LENGTH);
  }

  /** The length of the whole record at {@code at}, or 0 if there is none. */
  private static int length(ByteBuffer segment, int at) {
    if (at > segment.capacity() - CONTENT - CRC || segment.getInt(at + POSITION) != at) {
      return 0; // so for nearly every place
    }
    int length = segment.getInt(at + LENGTH);
    boolean isPossible = length >= CONTENT + CRC && length <= segment.capacity() - at;
    return isPossible && segment.get(at) != 0 && hasCrc(segment, at, length) ? length : 0;
  }

  private static boolean hasCrc(ByteBuffer segment, int at, int length) {
    CRC32 crc = new CRC32();
    crc.update(segment.slice(at, length - CRC));
    return segment.getInt(at + length - CRC) == ~(int) crc.getValue();
  }
}
