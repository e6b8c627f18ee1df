package sellaprime.grid.jobs;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.ignite.binary.BinaryRawWriter;
import org.jspecify.annotations.Nullable;

/** Where {@link Wire} writes to: a message or cache entry of Ignite's, or a file. */
interface WireOut {
  void writeByte(byte value);

  void writeShort(short value);

  void writeInt(int value);

  void writeLong(long value);

  void writeDouble(double value);

  void writeBoolean(boolean value);

  void writeString(@Nullable String value);

  void writeByteArray(byte @Nullable [] value);

  /** Into Ignite's binary form. */
  record Binary(BinaryRawWriter out) implements WireOut {
    @Override
    public void writeByte(byte value) {
      out.writeByte(value);
    }

    @Override
    public void writeShort(short value) {
      out.writeShort(value);
    }

    @Override
    public void writeInt(int value) {
      out.writeInt(value);
    }

    @Override
    public void writeLong(long value) {
      out.writeLong(value);
    }

    @Override
    public void writeDouble(double value) {
      out.writeDouble(value);
    }

    @Override
    public void writeBoolean(boolean value) {
      out.writeBoolean(value);
    }

    @Override
    public void writeString(@Nullable String value) {
      out.writeString(value);
    }

    @Override
    public void writeByteArray(byte @Nullable [] value) {
      out.writeByteArray(value);
    }
  }

  /** Into a file; a length of -1 stands for null. Throws {@link UncheckedIOException}. */
  record File(DataOutputStream out) implements WireOut {
    private interface Write {
      void run() throws IOException;
    }

    private static void write(Write action) {
      try {
        action.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void writeByte(byte value) {
      write(() -> out.writeByte(value));
    }

    @Override
    public void writeShort(short value) {
      write(() -> out.writeShort(value));
    }

    @Override
    public void writeInt(int value) {
      write(() -> out.writeInt(value));
    }

    @Override
    public void writeLong(long value) {
      write(() -> out.writeLong(value));
    }

    @Override
    public void writeDouble(double value) {
      write(() -> out.writeDouble(value));
    }

    @Override
    public void writeBoolean(boolean value) {
      write(() -> out.writeBoolean(value));
    }

    @Override
    public void writeString(@Nullable String value) {
      writeByteArray(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void writeByteArray(byte @Nullable [] value) {
      write(
          () -> {
            out.writeInt(value == null ? -1 : value.length);
            if (value != null) {
              out.write(value);
            }
          });
    }
  }
}
