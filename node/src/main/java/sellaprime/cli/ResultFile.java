package sellaprime.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where the results of a batch go: a file, with another one beside it that says how much of it is
 * certain; or standard output. So who resumes has each result once.
 */
final class ResultFile implements BatchCommand.Target, AutoCloseable {
  private final String id;
  private final Path mark;
  private final OutputStream out;
  private long bytes;
  private long line;

  private ResultFile(String id, Path mark, OutputStream out, long bytes, long line) {
    this.id = id;
    this.mark = mark;
    this.out = out;
    this.bytes = bytes;
    this.line = line;
  }

  private static Path markOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".batch");
  }

  /** Begins a file anew. */
  static ResultFile begin(String id, Path file) throws IOException {
    ResultFile begun = new ResultFile(id, markOf(file), new FileOutputStream(file.toFile()), 0, 0);
    begun.mark();
    return begun;
  }

  /**
   * Goes on with a file that was begun for batch {@code id}; what is uncertain at its end is cut
   * off.
   *
   * @throws UsageException if it was not
   */
  static ResultFile resume(String id, Path file) throws IOException {
    Path mark = markOf(file);
    String[] words =
        Files.exists(mark) ? Files.readString(mark).strip().split(" ", -1) : new String[0];
    if (words.length != 3 || !words[0].equals(id)) {
      throw new UsageException(mark + " does not say that " + file + " has results of batch " + id);
    }
    long bytes = Long.parseLong(words[2]);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.size() < bytes) {
        throw new UsageException(file + " is shorter than " + mark + " says");
      }
      channel.truncate(bytes);
    }
    OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND);
    return new ResultFile(id, mark, out, bytes, Long.parseLong(words[1]));
  }

  /** The last line whose result is certain to be there. */
  long line() {
    return line;
  }

  @Override
  public void write(long through, byte[] results) throws IOException {
    out.write(results);
    bytes += results.length;
    line = Math.max(line, through);
  }

  /** Makes what was written certain. */
  @Override
  public void mark() throws IOException {
    out.flush();
    Path next = mark.resolveSibling(mark.getFileName() + ".new");
    Files.write(next, (id + " " + line + " " + bytes + "\n").getBytes(StandardCharsets.UTF_8));
    Files.move(next, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** It is complete; nothing will have to be resumed. */
  void finish() throws IOException {
    out.close();
    Files.deleteIfExists(mark);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
