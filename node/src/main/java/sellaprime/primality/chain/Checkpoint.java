package sellaprime.primality.chain;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Where a chain is: enough to go on from there, in another process or on another machine, with any
 * ring of the same modulus.
 *
 * <p>As bytes, all numbers big-endian: a mark, a version, the identity, the position, the values
 * (each led by its length), and a CRC-32C of all that. The size is that of the values and some 60
 * bytes.
 *
 * @param identity of the computation: see {@link #identity}
 * @param position steps done
 * @param values the state, at least 0 each; their meaning is the chain's
 */
public record Checkpoint(String identity, long position, List<BigInteger> values) {

  private static final int MARK = 0x53504350;
  private static final byte VERSION = 1;
  private static final int IDENTITY_BYTES = 32;
  private static final int MAX_VALUES = 16;

  /** Copies the list. */
  public Checkpoint {
    values = List.copyOf(values);
  }

  /**
   * A name for a computation: the SHA-256, in hexadecimal digits, of its kind and of the numbers
   * that define it.
   */
  static String identity(String kind, BigInteger... numbers) {
    MessageDigest digest = sha256();
    digest.update(kind.getBytes(StandardCharsets.UTF_8));
    for (BigInteger number : numbers) {
      byte[] bytes = number.toByteArray();
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The record as bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ByteBuffer.allocate(Integer.BYTES + 1 + IDENTITY_BYTES + Long.BYTES + 1)
            .putInt(MARK)
            .put(VERSION)
            .put(HexFormat.of().parseHex(identity))
            .putLong(position)
            .put((byte) values.size())
            .array());
    for (BigInteger value : values) {
      byte[] magnitude = value.toByteArray();
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(magnitude.length).array());
      bytes.writeBytes(magnitude);
    }
    byte[] body = bytes.toByteArray();
    return ByteBuffer.allocate(body.length + Integer.BYTES).put(body).putInt(crc(body)).array();
  }

  /**
   * Reads a record.
   *
   * @throws BadCheckpointException if it is not one, of another version, or damaged
   */
  public static Checkpoint fromBytes(byte[] bytes) {
    int bodyLength = bytes.length - Integer.BYTES;
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.getInt() != MARK) {
        throw new BadCheckpointException("not a checkpoint");
      }
      byte version = in.get();
      if (version != VERSION) {
        throw new BadCheckpointException("a checkpoint of version " + version);
      }
      byte[] body = new byte[bodyLength];
      in.rewind().get(body);
      if (in.getInt() != crc(body)) {
        throw new BadCheckpointException("a damaged checkpoint: the sums differ");
      }
      in.position(Integer.BYTES + 1).limit(bodyLength);
      byte[] identity = new byte[IDENTITY_BYTES];
      in.get(identity);
      long position = in.getLong();
      List<BigInteger> values = values(in);
      return new Checkpoint(HexFormat.of().formatHex(identity), position, values);
    } catch (BufferUnderflowException | NegativeArraySizeException cutOff) {
      throw new BadCheckpointException("a damaged checkpoint: it is cut off");
    }
  }

  private static List<BigInteger> values(ByteBuffer in) {
    int count = in.get();
    if (count < 0 || count > MAX_VALUES) {
      throw new BadCheckpointException("a damaged checkpoint: " + count + " values");
    }
    List<BigInteger> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = in.getInt();
      if (length < 1 || length > in.remaining()) {
        throw new BadCheckpointException("a damaged checkpoint: a value of " + length + " bytes");
      }
      byte[] magnitude = new byte[length];
      in.get(magnitude);
      values.add(new BigInteger(magnitude));
    }
    if (in.hasRemaining()) {
      throw new BadCheckpointException("a damaged checkpoint: more than its values");
    }
    return values;
  }

  private static int crc(byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(body);
    return (int) sum.getValue();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }
}
