package sellaprime.grid.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Answer;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Compared;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Noted;
import sellaprime.job.JobEvent.Progressed;
import sellaprime.job.JobEvent.Reaffirmed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.JobEvent.Restored;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.JobState;
import sellaprime.job.Ledger;
import sellaprime.job.Outcome;
import sellaprime.job.Progress;
import sellaprime.job.Setback;

/**
 * How jobs and events are written to the cache and to messages: field after field, without names.
 * Every update is written and read on every node, so this is a good part of a job's cost; Ignite's
 * own reflective format, which can find a field by name, took twice the bytes.
 *
 * <p>Nodes of one cluster must agree on this format: {@link #VERSION} goes first, and a node
 * refuses what it does not know rather than misread it.
 */
final class Wire {
  private static final byte VERSION = 5;

  private static final Answer[] ANSWERS = Answer.values();
  private static final JobState[] STATES = JobState.values();
  private static final Setback.Kind[] SETBACKS = Setback.Kind.values();

  private static final byte SUBMITTED = 1;
  private static final byte ANSWERED = 2;
  private static final byte FAILED = 3;
  private static final byte REASSIGNED = 4;
  private static final byte CANCELLED = 5;
  private static final byte REAFFIRMED = 6;
  private static final byte RESTORED = 7;
  private static final byte PROGRESSED = 8;
  private static final byte NOTED = 9;
  private static final byte COMPARED = 10;

  private Wire() {}

  static void writeJob(WireOut out, Job job) {
    out.writeByte(VERSION);
    out.writeString(job.id());
    QuestionWire.write(out, job.question());
    out.writeLong(job.expectedNanos());
    out.writeLong(job.submittedAt());
    out.writeLong(job.caller());
    out.writeByte(code(job.state()));
    out.writeString(job.owner());
    out.writeInt(job.attempt());
    out.writeByte((byte) job.setbacks().size());
    job.setbacks().forEach(setback -> writeSetback(out, setback));
    writeProgress(out, job.progress());
    writeLedger(out, job.ledger());
    writeOutcome(out, job.outcome());
  }

  static Job readJob(WireIn in) {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a job in format " + version + "; this node knows format " + VERSION + " only");
    }
    return Job.restored(
        string(in),
        QuestionWire.read(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        STATES[in.readByte()],
        string(in),
        in.readInt(),
        readSetbacks(in),
        readProgress(in),
        readLedger(in),
        readOutcome(in));
  }

  private static void writeSetback(WireOut out, Setback setback) {
    out.writeByte(code(setback.kind()));
    out.writeString(setback.tester());
    out.writeString(setback.detail());
    out.writeLong(setback.at());
  }

  private static Setback readSetback(WireIn in) {
    return new Setback(SETBACKS[in.readByte()], string(in), string(in), in.readLong());
  }

  private static List<Setback> readSetbacks(WireIn in) {
    int size = in.readByte();
    if (size == 0) {
      return List.of();
    }
    List<Setback> setbacks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      setbacks.add(readSetback(in));
    }
    return setbacks;
  }

  private static void writeProgress(WireOut out, @Nullable Progress progress) {
    out.writeBoolean(progress != null);
    if (progress != null) {
      out.writeDouble(progress.done());
      out.writeByteArray(progress.checkpoint());
      out.writeInt(progress.attempt());
      out.writeLong(progress.at());
      out.writeDouble(progress.former());
    }
  }

  private static @Nullable Progress readProgress(WireIn in) {
    return in.readBoolean()
        ? new Progress(
            in.readDouble(), in.readByteArray(), in.readInt(), in.readLong(), in.readDouble())
        : null;
  }

  private static void writeLedger(WireOut out, Ledger ledger) {
    boolean none = ledger.equals(Ledger.NONE);
    out.writeBoolean(!none);
    if (!none) {
      out.writeLong(ledger.taken());
      out.writeLong(ledger.settled());
      out.writeString(ledger.account());
    }
  }

  private static Ledger readLedger(WireIn in) {
    return in.readBoolean() ? new Ledger(in.readLong(), in.readLong(), string(in)) : Ledger.NONE;
  }

  private static void writeOutcome(WireOut out, @Nullable Outcome outcome) {
    out.writeBoolean(outcome != null);
    if (outcome != null) {
      Answer answer = outcome.answer();
      out.writeByte(answer == null ? -1 : code(answer));
      out.writeString(outcome.method());
      out.writeString(outcome.result());
      out.writeString(outcome.reason());
      out.writeString(outcome.node());
      out.writeLong(outcome.finishedAt());
    }
  }

  private static @Nullable Outcome readOutcome(WireIn in) {
    if (!in.readBoolean()) {
      return null;
    }
    int answer = in.readByte();
    return new Outcome(
        answer < 0 ? null : ANSWERS[answer],
        in.readString(),
        in.readString(),
        in.readString(),
        in.readString(),
        in.readLong());
  }

  static void writeEvent(WireOut out, JobEvent event) {
    if (event instanceof Submitted submitted) {
      out.writeByte(SUBMITTED);
      writeJob(out, submitted.job());
    } else if (event instanceof Answered answered) {
      out.writeByte(ANSWERED);
      writeOutcome(out, answered.outcome());
      out.writeLong(answered.submittedAt());
    } else if (event instanceof Progressed progressed) {
      out.writeByte(PROGRESSED);
      out.writeString(progressed.owner());
      writeProgress(out, progressed.progress());
    } else if (event instanceof Noted noted) {
      out.writeByte(NOTED);
      writeLedger(out, noted.ledger());
      out.writeBoolean(noted.ended());
    } else if (event instanceof Failed failed) {
      out.writeByte(FAILED);
      out.writeString(failed.owner());
      out.writeInt(failed.attempt());
      writeOutcome(out, failed.outcome());
    } else if (event instanceof Reassigned moved) {
      out.writeByte(REASSIGNED);
      out.writeString(moved.from());
      out.writeInt(moved.attempt());
      out.writeString(moved.to());
      Setback setback = moved.setback();
      out.writeBoolean(setback != null);
      if (setback != null) {
        writeSetback(out, setback);
      }
    } else if (event instanceof Cancelled cancelled) {
      out.writeByte(CANCELLED);
      out.writeLong(cancelled.at());
    } else if (event instanceof Reaffirmed reaffirmed) {
      out.writeByte(REAFFIRMED);
      out.writeBoolean(reaffirmed.ended());
    } else if (event instanceof Restored restored) {
      out.writeByte(RESTORED);
      writeJob(out, restored.job());
    } else if (event instanceof Compared compared) {
      out.writeByte(COMPARED);
      out.writeString(compared.owner());
      out.writeInt(compared.attempt());
    } else {
      throw new AssertionError(event);
    }
  }

  static JobEvent readEvent(WireIn in) {
    byte kind = in.readByte();
    return switch (kind) {
      case SUBMITTED -> new Submitted(readJob(in));
      case ANSWERED -> new Answered(Objects.requireNonNull(readOutcome(in)), in.readLong());
      case NOTED -> new Noted(readLedger(in), in.readBoolean());
      case PROGRESSED -> new Progressed(string(in), Objects.requireNonNull(readProgress(in)));
      case FAILED -> new Failed(string(in), in.readInt(), Objects.requireNonNull(readOutcome(in)));
      case REASSIGNED ->
          new Reassigned(
              string(in), in.readInt(), string(in), in.readBoolean() ? readSetback(in) : null);
      case CANCELLED -> new Cancelled(in.readLong());
      case REAFFIRMED -> new Reaffirmed(in.readBoolean());
      case RESTORED -> new Restored(readJob(in));
      case COMPARED -> new Compared(string(in), in.readInt());
      default -> throw new IllegalStateException("an event of unknown kind " + kind);
    };
  }

  /** The code of an enum constant: its place, so constants may be added at the end only. */
  @SuppressWarnings("EnumOrdinal") // shorter than its name, and read as often as written
  static byte code(Enum<?> constant) {
    return (byte) constant.ordinal();
  }

  private static String string(WireIn in) {
    return Objects.requireNonNull(in.readString(), "a string that must be there");
  }
}
