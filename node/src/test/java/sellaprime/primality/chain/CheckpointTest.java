package sellaprime.primality.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckpointTest {

  private static final Checkpoint SAMPLE =
      new Checkpoint(
          Checkpoint.identity("sample", BigInteger.TEN),
          12_345_678_901L,
          List.of(BigInteger.ZERO, new BigInteger(1000, new Random(1)), BigInteger.ONE));

  @Test
  void survivesTheJourney() {
    assertThat(Checkpoint.fromBytes(SAMPLE.toBytes())).isEqualTo(SAMPLE);
  }

  @Test
  void everyFlippedBitIsSeen() {
    byte[] bytes = SAMPLE.toBytes();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      refused(damaged);
    }
  }

  @Test
  void everyOtherLengthIsSeen() {
    byte[] bytes = SAMPLE.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      refused(Arrays.copyOf(bytes, length));
    }
    refused(Arrays.copyOf(bytes, bytes.length + 1));
  }

  @Test
  void randomBytesAreRefused() {
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      refused(bytes);
    }
  }

  @Test
  void identitiesTellNumbersAndKindsApart() {
    assertThat(
            List.of(
                Checkpoint.identity("a", BigInteger.ONE),
                Checkpoint.identity("b", BigInteger.ONE),
                Checkpoint.identity("a", BigInteger.TWO),
                Checkpoint.identity("a", BigInteger.ONE, BigInteger.TWO),
                Checkpoint.identity("a", BigInteger.TWO, BigInteger.ONE)))
        .doesNotHaveDuplicates();
  }

  private static void refused(byte[] bytes) {
    assertThatThrownBy(() -> Checkpoint.fromBytes(bytes))
        .isInstanceOf(BadCheckpointException.class);
  }
}
