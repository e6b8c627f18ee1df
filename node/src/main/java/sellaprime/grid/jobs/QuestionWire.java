package sellaprime.grid.jobs;

import java.util.Objects;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.Bytes;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.NumberQuestion;
import sellaprime.job.PrimeSpec;
import sellaprime.job.Question;
import sellaprime.job.SaleQuestion;
import sellaprime.job.SearchQuestion;

/** The questions' part of {@link Wire}: a byte for the kind, then its fields. */
final class QuestionWire {
  private static final byte NUMBER = 1;
  private static final byte BATCH = 2;
  private static final byte CHUNK = 3;
  private static final byte SALE = 4;
  private static final byte SEARCH = 5;

  private static final Ask[] ASKS = Ask.values();

  private QuestionWire() {}

  static void write(WireOut out, Question question) {
    if (question instanceof NumberQuestion asked) {
      out.writeByte(NUMBER);
      out.writeString(asked.number());
      out.writeShort((short) asked.rounds());
      out.writeBoolean(asked.fresh());
    } else if (question instanceof BatchQuestion batch) {
      out.writeByte(BATCH);
      out.writeByte(Wire.code(batch.ask()));
      out.writeShort((short) batch.rounds());
      out.writeBoolean(batch.strict());
      out.writeInt(batch.untilPrimes());
    } else if (question instanceof ChunkQuestion chunk) {
      out.writeByte(CHUNK);
      out.writeByte(Wire.code(chunk.ask()));
      out.writeShort((short) chunk.rounds());
      out.writeLong(chunk.firstLine());
      out.writeInt(chunk.lines());
      out.writeByteArray(chunk.packed().array());
      out.writeBoolean(chunk.last());
    } else if (question instanceof SaleQuestion sale) {
      out.writeByte(SALE);
      writeSpec(out, sale.spec());
      out.writeInt(sale.count());
    } else if (question instanceof SearchQuestion search) {
      out.writeByte(SEARCH);
      writeSpec(out, search.spec());
      out.writeString(search.seed());
      out.writeLong(search.tests());
      out.writeInt(search.count());
    } else {
      throw new AssertionError(question);
    }
  }

  static Question read(WireIn in) {
    byte kind = in.readByte();
    return switch (kind) {
      case NUMBER -> new NumberQuestion(string(in), in.readShort(), in.readBoolean());
      case BATCH ->
          new BatchQuestion(ASKS[in.readByte()], in.readShort(), in.readBoolean(), in.readInt());
      case CHUNK ->
          new ChunkQuestion(
              ASKS[in.readByte()],
              in.readShort(),
              in.readLong(),
              in.readInt(),
              Bytes.of(Objects.requireNonNull(in.readByteArray(), "lines that must be there")),
              in.readBoolean());
      case SALE -> new SaleQuestion(readSpec(in), in.readInt());
      case SEARCH -> new SearchQuestion(readSpec(in), string(in), in.readLong(), in.readInt());
      default -> throw new IllegalStateException("a question of unknown kind " + kind);
    };
  }

  private static void writeSpec(WireOut out, PrimeSpec spec) {
    out.writeInt(spec.bits());
    out.writeInt(spec.digits());
    out.writeBoolean(spec.safe());
    out.writeString(spec.residue());
    out.writeString(spec.modulus());
  }

  private static PrimeSpec readSpec(WireIn in) {
    return new PrimeSpec(
        in.readInt(), in.readInt(), in.readBoolean(), in.readString(), in.readString());
  }

  private static String string(WireIn in) {
    return Objects.requireNonNull(in.readString(), "a string that must be there");
  }
}
