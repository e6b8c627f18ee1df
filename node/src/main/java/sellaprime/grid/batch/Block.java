package sellaprime.grid.batch;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.chunk.ChunkResult;
import sellaprime.grid.chunk.Renderer;
import sellaprime.job.Ask;
import sellaprime.job.Bytes;
import sellaprime.job.ChunkQuestion;

/**
 * Some results, next to each other: a chunk, what came of it, and which of its lines are meant. It
 * travels as it is, and is made readable by whoever shows it.
 *
 * @param chunk the lines
 * @param result a {@link ChunkResult}, as text
 * @param from the first line that is meant
 * @param through the number of the last line that is meant, or that has no number
 */
public record Block(ChunkQuestion chunk, String result, long from, long through) {
  private static final int MOST_BYTES = 1 << 28;

  /** The results, as whole lines. */
  public byte[] rendered(Renderer renderer) {
    return renderer.render(chunk, ChunkResult.of(result), from, through);
  }

  /** Writes it so that {@link #read} can read it. */
  public void write(DataOutputStream out) throws IOException {
    out.writeLong(from);
    out.writeLong(through);
    out.writeUTF(chunk.ask().text());
    out.writeLong(chunk.firstLine());
    out.writeInt(chunk.lines());
    write(out, chunk.packed().array());
    write(out, result.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads a block; null at the end of {@code in}.
   *
   * @throws EOFException if {@code in} ends within a block
   * @throws IOException if it breaks otherwise, or this is no block
   */
  public static @Nullable Block read(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    long from = (long) first << 56;
    for (int shift = 48; shift >= 0; shift -= 8) {
      from |= (long) in.readUnsignedByte() << shift;
    }
    long through = in.readLong();
    Ask ask = ask(in.readUTF());
    long firstLine = in.readLong();
    int lines = in.readInt();
    Bytes packed = Bytes.of(bytes(in));
    String result = new String(bytes(in), StandardCharsets.UTF_8);
    ChunkQuestion chunk = new ChunkQuestion(ask, 0, firstLine, lines, packed, false);
    return new Block(chunk, result, from, through);
  }

  private static Ask ask(String text) throws IOException {
    for (Ask ask : Ask.values()) {
      if (ask.text().equals(text)) {
        return ask;
      }
    }
    throw new IOException("results of an unknown kind: " + text);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("results of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the results broke off");
    }
    return bytes;
  }
}
