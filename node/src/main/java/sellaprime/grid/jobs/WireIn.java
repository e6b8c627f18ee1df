package sellaprime.grid.jobs;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.ignite.binary.BinaryRawReader;
import org.jspecify.annotations.Nullable;

/** Where {@link Wire} reads from; the counterpart of {@link WireOut}. */
interface WireIn {
  byte readByte();

  short readShort();

  int readInt();

  long readLong();

  double readDouble();

  boolean readBoolean();

  @Nullable String readString();

  byte @Nullable [] readByteArray();

  /** From Ignite's binary form. */
  record Binary(BinaryRawReader in) implements WireIn {
    @Override
    public byte readByte() {
      return in.readByte();
    }

    @Override
    public short readShort() {
      return in.readShort();
    }

    @Override
    public int readInt() {
      return in.readInt();
    }

    @Override
    public long readLong() {
      return in.readLong();
    }

    @Override
    public double readDouble() {
      return in.readDouble();
    }

    @Override
    public boolean readBoolean() {
      return in.readBoolean();
    }

    @Override
    public @Nullable String readString() {
      return in.readString();
    }

    @Override
    public byte @Nullable [] readByteArray() {
      return in.readByteArray();
    }
  }

  /** From a file. Throws {@link UncheckedIOException}. */
  record File(DataInputStream in) implements WireIn {
    private interface Read<T extends @Nullable Object> {
      T run() throws IOException;
    }

    private static <T extends @Nullable Object> T read(Read<T> action) {
      try {
        return action.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public byte readByte() {
      return read(in::readByte);
    }

    @Override
    public short readShort() {
      return read(in::readShort);
    }

    @Override
    public int readInt() {
      return read(in::readInt);
    }

    @Override
    public long readLong() {
      return read(in::readLong);
    }

    @Override
    public double readDouble() {
      return read(in::readDouble);
    }

    @Override
    public boolean readBoolean() {
      return read(in::readBoolean);
    }

    @Override
    public @Nullable String readString() {
      byte[] utf8 = readByteArray();
      return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] readByteArray() {
      int length = readInt();
      return length < 0 ? null : WireIn.File.<byte[]>read(() -> in.readNBytes(length));
    }
  }
}
