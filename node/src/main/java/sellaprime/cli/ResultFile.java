package sellaprime.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where what comes of a batch goes: a file, with a mark beside it that says how much of it is
 * certain. So who resumes has each line once, wherever it was interrupted; also by a power cut,
 * since what is certain is on the disk.
 */
final class ResultFile implements AutoCloseable {

  /**
   * What stands beside the file.
   *
   * @param id the batch
   * @param line its last line of which it is certain that what came of it is in the file
   * @param bytes how long the file is then
   * @param subject what else must be the same for whoever resumes; a line of text
   */
  record Mark(String id, long line, long bytes, String subject) {
    private static final int MOST_BYTES = 4096;

    /** The mark beside {@code file}; empty if there is none that can be read. */
    static Optional<Mark> beside(Path file) throws IOException {
      Path mark = pathOf(file);
      if (!Files.isRegularFile(mark) || Files.size(mark) > MOST_BYTES) {
        return Optional.empty();
      }
      String text = new String(Files.readAllBytes(mark), StandardCharsets.UTF_8);
      List<String> lines = text.lines().toList();
      String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", -1);
      if (words.length != 3 || lines.size() > 2) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Mark(
                words[0],
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                lines.size() < 2 ? "" : lines.get(1)));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    static Path pathOf(Path file) {
      return file.resolveSibling(file.getFileName() + ".batch");
    }

    /** Where a mark is written before it takes the place of the one before. */
    private static Path nextOf(Path file) {
      return file.resolveSibling(file.getFileName() + ".batch.new");
    }

    private void putBeside(Path file) throws IOException {
      Path next = nextOf(file);
      List<String> lines =
          subject.isEmpty()
              ? List.of(id + " " + line + " " + bytes)
              : List.of(id + " " + line + " " + bytes, subject);
      try (FileOutputStream out = new FileOutputStream(next.toFile())) {
        out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        out.getChannel().force(true);
      }
      Files.move(
          next, pathOf(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceNames(file.toAbsolutePath().getParent());
    }

    /** Returns when the disk has the new name, on a system that can say so of a directory. */
    private static void forceNames(@Nullable Path directory) {
      if (directory == null) {
        return;
      }
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException e) {
        // Windows opens no directory: there the move itself has to do.
      }
    }
  }

  private final String id;
  private final String subject;
  private final Path file;
  private final FileOutputStream out;
  private long bytes;
  private long line;

  private ResultFile(Path file, FileOutputStream out, Mark mark) {
    this.id = mark.id;
    this.subject = mark.subject;
    this.file = file;
    this.out = out;
    this.bytes = mark.bytes;
    this.line = mark.line;
  }

  /**
   * Makes sure that writing {@code output}, and the mark beside it, destroys nothing that is
   * needed: neither {@code input}, whatever links lead to it, nor a file that is no mark.
   *
   * @param input what the results are made of
   * @throws UsageException if it would; nothing was changed
   */
  static void checkHarmless(Path output, Path input) throws IOException {
    for (Path written : List.of(output, Mark.pathOf(output), Mark.nextOf(output))) {
      if (isSame(written, input)) {
        throw new UsageException(
            "-o "
                + output
                + " would overwrite "
                + written
                + ", which is the input; name another output");
      }
    }
    if (Files.exists(Mark.pathOf(output)) && Mark.beside(output).isEmpty()) {
      throw new UsageException(
          "-o "
              + output
              + " keeps in "
              + Mark.pathOf(output)
              + " how far it is, but there is another file of that name; name another output");
    }
  }

  /** Of what is no file, as a terminal, nothing is overwritten. */
  private static boolean isSame(Path written, Path input) throws IOException {
    return Files.isRegularFile(written)
        && Files.isRegularFile(input)
        && Files.isSameFile(written, input);
  }

  /** Begins a file anew. */
  static ResultFile begin(String id, String subject, Path file) throws IOException {
    Mark mark = new Mark(id, 0, 0, subject);
    ResultFile begun = new ResultFile(file, new FileOutputStream(file.toFile()), mark);
    begun.mark();
    return begun;
  }

  /**
   * Goes on with a file where {@code mark} says, for the batch that it names; what is uncertain at
   * the end is cut off.
   *
   * @throws UsageException if the file is shorter
   */
  static ResultFile resume(Mark mark, Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new UsageException("there is no " + file + " any more; remove " + Mark.pathOf(file));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.size() < mark.bytes) {
        throw new UsageException(file + " is shorter than " + Mark.pathOf(file) + " says");
      }
      channel.truncate(mark.bytes);
    }
    FileOutputStream out = new FileOutputStream(file.toFile(), true);
    ResultFile resumed = new ResultFile(file, out, mark);
    resumed.mark();
    return resumed;
  }

  /** The batch. */
  String id() {
    return id;
  }

  /** The last line whose result is there. */
  long line() {
    return line;
  }

  /** Adds {@code results}, with which all is there up to line {@code through}. */
  void write(long through, byte[] results) throws IOException {
    out.write(results);
    bytes += results.length;
    line = Math.max(line, through);
  }

  /**
   * Makes what was written certain: returns when the disk has it, and after it the mark that says
   * so. The grid may then throw it away, and this machine lose its power.
   */
  void mark() throws IOException {
    if (Files.isRegularFile(file)) { // of a pipe nothing is certain
      out.getChannel().force(false);
    }
    new Mark(id, line, bytes, subject).putBeside(file);
  }

  /** It is complete; nothing will have to be resumed. */
  void finish() throws IOException {
    out.close();
    Files.deleteIfExists(Mark.pathOf(file));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
