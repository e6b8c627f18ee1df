package sellaprime.grid.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On segments made by hand; {@code DurableTest} has Ignite's. */
class LogDamageTest {
  private static final int SIZE = 4096;
  private static final int HEADER = 29;
  private static final int RECORD = 100;

  @TempDir private Path store;

  /** A segment whose records of {@link #RECORD} bytes fill it up to {@code end}, then zeroes. */
  private static ByteBuffer segment(long number, int end) {
    ByteBuffer segment = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
    segment.put(0, (byte) 40).putLong(1, number).putInt(9, 0).putLong(13, 0x4711).putInt(21, 2);
    sign(segment, 0, HEADER);
    for (int at = HEADER; at + RECORD <= end; at += RECORD) {
      segment.put(at, (byte) 7).putLong(at + 1, number).putInt(at + 9, at).putInt(at + 13, RECORD);
      segment.putLong(at + 20, at * 31L);
      sign(segment, at, RECORD);
    }
    return segment;
  }

  private static void sign(ByteBuffer segment, int at, int length) {
    CRC32 crc = new CRC32();
    crc.update(segment.slice(at, length - 4));
    segment.putInt(at + length - 4, ~(int) crc.getValue());
  }

  private static void flip(ByteBuffer segment, int at) {
    segment.put(at, (byte) (segment.get(at) ^ 0x55));
  }

  private static byte[] bytes(ByteBuffer segment) {
    byte[] bytes = new byte[segment.capacity()];
    segment.get(0, bytes);
    return bytes;
  }

  private void write(String name, ByteBuffer segment) throws IOException {
    Files.write(Files.createDirectories(store.resolve("wal")).resolve(name), bytes(segment));
  }

  private void assertDamage(int position, int behind) throws IOException {
    assertThat(LogDamage.find(store))
        .containsExactly(new LogDamage(store.resolve("wal/1.wal"), true, position, behind));
  }

  @Test
  void whatACrashLeavesIsNoDamage() throws IOException {
    write("0.wal", segment(5, SIZE));
    ByteBuffer torn = segment(6, 1000);
    int last = HEADER + 9 * RECORD; // starts there, and is not through
    torn.put(last, (byte) 7).putLong(last + 1, 6).putInt(last + 9, last).putInt(last + 13, RECORD);
    write("1.wal", torn);
    ByteBuffer unused = ByteBuffer.allocate(SIZE);
    write("2.wal", unused);
    write("3.txt", unused);
    assertThat(LogDamage.find(store)).isEmpty();
  }

  @Test
  void whatAReusedFileHeldBeforeIsNoDamage() throws IOException {
    ByteBuffer reused = segment(2, SIZE);
    byte[] begin = Arrays.copyOf(bytes(segment(6, 1000)), HEADER + 9 * RECORD + 17);
    reused.put(0, begin);
    write("1.wal", reused);
    assertThat(LogDamage.find(store)).isEmpty();
  }

  @Test
  void aChangedByteInTheMidstIsFoundWhereverItIs() throws IOException {
    for (int in = 0; in < RECORD; in++) {
      ByteBuffer segment = segment(6, 2029);
      flip(segment, HEADER + 9 * RECORD + in);
      write("1.wal", segment);
      assertDamage(HEADER + 9 * RECORD, 10);
    }
  }

  @Test
  void whatIsCutEndsThere() throws IOException {
    ByteBuffer segment = segment(6, 2029);
    flip(segment, HEADER + 9 * RECORD + 15);
    write("1.wal", segment);
    write("2.wal", segment(5, SIZE));
    LogDamage damage = LogDamage.find(store).get(0);
    damage.cut();
    assertThat(Files.readAllBytes(damage.file())[damage.position()]).isZero();
    assertThat(LogDamage.find(store)).containsExactly(damage);
    write("2.wal", segment(7, 500));
    assertThat(LogDamage.find(store)).singleElement().matches(found -> !found.last());
  }

  @Test
  void zeroesInTheMidstAreFound() throws IOException {
    ByteBuffer segment = segment(6, 2029);
    segment.put(HEADER + 9 * RECORD, new byte[5 * RECORD]);
    write("1.wal", segment);
    assertDamage(HEADER + 9 * RECORD, 6);
  }

  @Test
  void aDamagedBeginningIsFound() throws IOException {
    for (int in = 0; in < HEADER; in++) {
      ByteBuffer segment = segment(6, 2029);
      flip(segment, in);
      write("1.wal", segment);
      assertDamage(0, 20);
    }
  }

  @Test
  void emptyAndShortFilesAreNoDamage() throws IOException {
    write("1.wal", ByteBuffer.allocate(0));
    write("2.wal", ByteBuffer.allocate(30));
    assertThat(LogDamage.find(store)).isEmpty();
  }
}
