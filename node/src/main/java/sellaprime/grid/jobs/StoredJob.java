package sellaprime.grid.jobs;

import org.apache.ignite.binary.BinaryObjectException;
import org.apache.ignite.binary.BinaryReader;
import org.apache.ignite.binary.BinaryWriter;
import org.apache.ignite.binary.Binarylizable;
import sellaprime.job.Job;

/** A job as the cache keeps it: {@link Wire} says how. */
final class StoredJob implements Binarylizable {
  @SuppressWarnings("NullAway.Init") // Ignite makes an empty one and reads into it
  private Job job;

  StoredJob(Job job) {
    this.job = job;
  }

  Job job() {
    return job;
  }

  @Override
  public void writeBinary(BinaryWriter writer) throws BinaryObjectException {
    Wire.writeJob(new WireOut.Binary(writer.rawWriter()), job);
  }

  @Override
  public void readBinary(BinaryReader reader) throws BinaryObjectException {
    job = Wire.readJob(new WireIn.Binary(reader.rawReader()));
  }
}
