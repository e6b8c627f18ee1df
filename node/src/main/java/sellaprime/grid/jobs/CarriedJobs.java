package sellaprime.grid.jobs;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;

/**
 * The jobs that a node takes along when it leaves one cluster for another in the same process.
 *
 * <p><b>Shape.</b> A file in the node's scratch directory, compressed, for what the node held at
 * one time, and a list in memory for what changed since. A file, because a million jobs are more
 * than a heap may have room for.
 *
 * <p><b>Guarantees.</b> {@link #forEach} shows every job that was {@link #write written} or {@link
 * #note noted}, as often as it was; it can be repeated.
 *
 * <p><b>Thread.</b> Notes come from any thread; the rest is for one at a time.
 */
public final class CarriedJobs implements AutoCloseable {
  private static final byte JOB = 1;
  private static final byte END = 0;

  /** Name of the file. */
  public static final String FILE = "carried-jobs";

  private final Path file;
  private final Path next;
  private final Queue<Job> notes = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /** None yet; {@code directory} is there, and the node's own. */
  public CarriedJobs(Path directory) {
    this(directory.resolve(FILE), directory.resolve(FILE + ".next"));
  }

  private CarriedJobs(Path file, Path next) {
    this.file = file;
    this.next = next;
  }

  /** Those that a node kept in {@code file}, which need have no particular name. */
  public static CarriedJobs of(Path file) {
    return new CarriedJobs(file, file.resolveSibling(file.getFileName() + ".next"));
  }

  /** Where they are as far as they are on disk; it need not be there. */
  public Path file() {
    return file;
  }

  /**
   * Writes all jobs that {@code source} shows, in place of what was written before.
   *
   * @throws IOException if there is no room for them
   */
  public void write(Consumer<Consumer<Job>> source) throws IOException {
    write(file, source);
  }

  private static void write(Path file, Consumer<Consumer<Job>> source) throws IOException {
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                new DeflaterOutputStream(Files.newOutputStream(file), fast), 1 << 16))) {
      source.accept(
          job -> {
            try {
              out.writeByte(JOB);
              Wire.writeJob(new WireOut.File(out), job);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      out.writeByte(END);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    } finally {
      fast.end();
    }
  }

  /** Takes note of a job that changed, unless closed. Does not block. */
  public void note(Job job) {
    if (!closed) {
      notes.add(job);
    }
  }

  /**
   * Shows every job.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public void forEach(Consumer<Job> action) {
    if (Files.exists(file)) {
      try (DataInputStream in =
          new DataInputStream(
              new BufferedInputStream(
                  new InflaterInputStream(Files.newInputStream(file)), 1 << 16))) {
        while (in.readByte() == JOB) {
          action.accept(Wire.readJob(new WireIn.File(in)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    notes.forEach(action);
  }

  /**
   * Writes what was noted to the file as well, where all of them stay when this process ends,
   * unless {@link #close} is called.
   *
   * @return the file, or null if there are no jobs
   * @throws IOException if there is no room for it; what was written before is still there
   */
  public @Nullable Path keep() throws IOException {
    if (notes.isEmpty()) {
      return Files.exists(file) ? file : null;
    }
    try {
      write(next, this::forEach);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
    return file;
  }

  /** Forgets all of them. */
  @Override
  public void close() throws IOException {
    closed = true;
    notes.clear();
    Files.deleteIfExists(file);
  }
}
