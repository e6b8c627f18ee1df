package sellaprime.grid.jobs;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobState;
import sellaprime.job.Outcome;
import sellaprime.job.Question;
import sellaprime.job.Setback;

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
  private static final Answer[] ANSWERS = Answer.values();
  private static final JobState[] STATES = JobState.values();
  private static final Setback.Kind[] SETBACKS = Setback.Kind.values();
  private static final byte JOB = 1;
  private static final byte END = 0;

  private final Path file;
  private final Queue<Job> notes = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /** None yet; {@code directory} is there, and the node's own. */
  public CarriedJobs(Path directory) {
    this.file = directory.resolve("carried-jobs");
  }

  /**
   * Writes all jobs that {@code source} shows, in place of what was written before.
   *
   * @throws IOException if there is no room for them
   */
  public void write(Consumer<Consumer<Job>> source) throws IOException {
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                new DeflaterOutputStream(Files.newOutputStream(file), fast), 1 << 16))) {
      source.accept(
          job -> {
            try {
              out.writeByte(JOB);
              write(out, job);
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
          action.accept(read(in));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    notes.forEach(action);
  }

  private static void write(DataOutputStream out, Job job) throws IOException {
    text(out, job.id());
    text(out, job.number());
    out.writeShort(job.question().rounds());
    out.writeLong(job.expectedNanos());
    out.writeLong(job.submittedAt());
    out.writeByte(Wire.code(job.state()));
    text(out, job.owner());
    out.writeInt(job.attempt());
    out.writeByte(job.setbacks().size());
    for (Setback setback : job.setbacks()) {
      out.writeByte(Wire.code(setback.kind()));
      text(out, setback.tester());
      text(out, setback.detail());
      out.writeLong(setback.at());
    }
    Outcome outcome = job.outcome();
    out.writeBoolean(outcome != null);
    if (outcome != null) {
      Answer answer = outcome.answer();
      out.writeByte(answer == null ? -1 : Wire.code(answer));
      text(out, outcome.method());
      text(out, outcome.reason());
      text(out, outcome.node());
      out.writeLong(outcome.finishedAt());
    }
  }

  private static Job read(DataInputStream in) throws IOException {
    return Job.restored(
        there(in),
        new Question(there(in), in.readShort()),
        in.readLong(),
        in.readLong(),
        STATES[in.readByte()],
        there(in),
        in.readInt(),
        setbacks(in),
        outcome(in));
  }

  private static List<Setback> setbacks(DataInputStream in) throws IOException {
    int size = in.readByte();
    List<Setback> setbacks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      setbacks.add(new Setback(SETBACKS[in.readByte()], there(in), there(in), in.readLong()));
    }
    return setbacks;
  }

  private static @Nullable Outcome outcome(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    int answer = in.readByte();
    return new Outcome(
        answer < 0 ? null : ANSWERS[answer], text(in), text(in), text(in), in.readLong());
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String there(DataInputStream in) throws IOException {
    String text = text(in);
    if (text == null) {
      throw new EOFException("a text is missing");
    }
    return text;
  }

  /** Forgets all of them. */
  @Override
  public void close() throws IOException {
    closed = true;
    notes.clear();
    Files.deleteIfExists(file);
  }
}
