package sellaprime.grid.jobs;

import org.apache.ignite.binary.BinaryObjectException;
import org.apache.ignite.binary.BinaryReader;
import org.apache.ignite.binary.BinaryWriter;
import org.apache.ignite.binary.Binarylizable;
import org.jspecify.annotations.Nullable;
import sellaprime.job.Job;
import sellaprime.job.Ruling;

/** A ruling that changed nothing, on its way back to the node that asked. */
final class Refusal implements Binarylizable {
  private static final Ruling.Kind[] KINDS = Ruling.Kind.values();

  @SuppressWarnings("NullAway.Init") // Ignite makes an empty one and reads into it
  private Ruling ruling;

  Refusal(Ruling ruling) {
    this.ruling = ruling;
  }

  Ruling ruling() {
    return ruling;
  }

  @Override
  public void writeBinary(BinaryWriter writer) throws BinaryObjectException {
    WireOut out = new WireOut.Binary(writer.rawWriter());
    @Nullable Job job = ruling.job();
    out.writeByte(Wire.code(ruling.kind()));
    out.writeBoolean(job != null);
    if (job != null) {
      Wire.writeJob(out, job);
    }
  }

  @Override
  public void readBinary(BinaryReader reader) throws BinaryObjectException {
    WireIn in = new WireIn.Binary(reader.rawReader());
    Ruling.Kind kind = KINDS[in.readByte()];
    ruling = Ruling.unchanged(kind, in.readBoolean() ? Wire.readJob(in) : null);
  }
}
