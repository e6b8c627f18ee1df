package sellaprime.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The output of a screening, and beside it how far that has come: so many lines of the candidates
 * are in so many bytes of the output. Whoever goes on cuts the output there, so no line is missing
 * and none is there twice, wherever it was interrupted.
 */
final class ScreenedFile implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FileChannel output;
  private final Path resume;
  private final String of;
  private long linesDone;
  private long notedAt = System.nanoTime();

  private ScreenedFile(FileChannel output, Path resume, String of, long linesDone) {
    this.output = output;
    this.resume = resume;
    this.of = of;
    this.linesDone = linesDone;
  }

  /**
   * Begins, or goes on.
   *
   * @param options what else decides about the lines
   * @throws UsageException if there is an output that another screening wrote
   */
  static ScreenedFile open(Path file, Path candidates, String options) throws IOException {
    Path resume = file.resolveSibling(file.getFileName() + ".resume");
    String of = options + " of " + Files.size(candidates) + " bytes";
    if (!Files.exists(resume)) {
      if (Files.exists(file) && Files.size(file) > 0) {
        throw new UsageException(file + " exists; name another output");
      }
      return new ScreenedFile(channel(file), resume, of, 0);
    }
    List<String> state = Files.readAllLines(resume, StandardCharsets.UTF_8);
    if (state.size() != 3 || !state.get(0).equals(of) || !Files.exists(file)) {
      throw new UsageException(
          resume + " is of another screening; remove it and " + file + " to begin anew");
    }
    FileChannel output = channel(file);
    long bytes = Long.parseLong(state.get(2));
    if (output.size() < bytes) {
      output.close();
      throw new UsageException(file + " is shorter than it was; remove it and " + resume);
    }
    output.truncate(bytes);
    return new ScreenedFile(output, resume, of, Long.parseLong(state.get(1)));
  }

  private static FileChannel channel(Path file) throws IOException {
    FileChannel output =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    output.position(output.size());
    return output;
  }

  /** How many lines of the candidates are through. */
  long linesDone() {
    return linesDone;
  }

  /** Line {@code number} is through, and {@code accepted} goes out, if not null. */
  void settle(long number, @Nullable String accepted) throws IOException {
    linesDone = number;
    if (accepted != null) {
      ByteBuffer bytes = ByteBuffer.wrap((accepted + "\n").getBytes(StandardCharsets.US_ASCII));
      output.position(output.size());
      while (bytes.hasRemaining()) {
        output.write(bytes);
      }
    }
    if (accepted != null || System.nanoTime() - notedAt > PAUSE_NANOS) {
      note();
    }
  }

  private void note() throws IOException {
    Path next = resume.resolveSibling(resume.getFileName() + ".new");
    Files.write(next, List.of(of, "" + linesDone, "" + output.size()), StandardCharsets.UTF_8);
    Files.move(next, resume, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    notedAt = System.nanoTime();
  }

  /** All lines are through. */
  void finish() throws IOException {
    output.force(true);
    Files.deleteIfExists(resume);
    linesDone = -1;
  }

  /** Notes how far it came, unless it is finished. */
  @Override
  public void close() throws IOException {
    if (linesDone > 0) {
      note();
    }
    output.close();
  }
}
