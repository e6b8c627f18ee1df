package sellaprime.job;

import java.util.Arrays;

/** Bytes that do not change; equal to any others of the same value. */
public final class Bytes {
  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Of {@code bytes}, which nobody may change from now on. */
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** How many there are. */
  public int size() {
    return bytes.length;
  }

  /** All of them; to be read only. */
  public byte[] array() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
