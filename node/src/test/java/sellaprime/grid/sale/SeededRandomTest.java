package sellaprime.grid.sale;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
  private static final byte[] SEED = "a seed".getBytes(US_ASCII);

  @Test
  void itIsTheHashOfTheSeedAndACounter() throws Exception {
    SeededRandom random = new SeededRandom(SEED);
    for (long block = 0; block < 3; block++) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(SEED);
      ByteBuffer digest =
          ByteBuffer.wrap(sha.digest(ByteBuffer.allocate(Long.BYTES).putLong(block).array()));
      for (int word = 0; word < 4; word++) {
        assertThat(random.nextLong()).isEqualTo(digest.getLong());
      }
    }
  }

  @Test
  void bytesAreFilledFromTheSameStream() {
    byte[] bytes = new byte[100];
    new SeededRandom(SEED).nextBytes(bytes);
    byte[] again = new byte[100];
    new SeededRandom(SEED).nextBytes(again);
    assertThat(again).isEqualTo(bytes);
    new SeededRandom(SeededRandom.derived(SEED, 1)).nextBytes(again);
    assertThat(again).isNotEqualTo(bytes);
  }

  @Test
  void derivedSeedsDiffer() {
    assertThat(SeededRandom.derived(SEED, 0))
        .hasSize(32)
        .isEqualTo(SeededRandom.derived(SEED, 0))
        .isNotEqualTo(SeededRandom.derived(SEED, 1));
  }
}
