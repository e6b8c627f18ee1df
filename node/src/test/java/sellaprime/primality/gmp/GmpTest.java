package sellaprime.primality.gmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.primality.arith.SpecialForm;

class GmpTest {

  @Test
  void saysWhatItFound() {
    assertThat(Gmp.state()).matches(Gmp.isAvailable() ? "libgmp \\d.*" : "not available: .+");
  }

  @Test
  void aMissingLibraryIsAReasonAndNoError() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    assertThatThrownBy(() -> Gmp.Binding.bind("sellaprime-no-such-library"))
        .isInstanceOf(Gmp.UnavailableException.class)
        .hasMessageContaining("sellaprime-no-such-library");
  }

  @Test
  void anotherLibraryIsAReasonAndNoError() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    assertThatThrownBy(() -> Gmp.Binding.bind("m"))
        .isInstanceOf(Gmp.UnavailableException.class)
        .hasMessageContaining("__gmp_version");
  }

  @Test
  void anOrdinaryFolderIsGoodEnough(@TempDir Path folder) throws Exception {
    Gmp.requireRunnable(folder);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesOfSymbols() {
    assertThat(Mpn.symbol("sqr")).isEqualTo("__gmpn_sqr");
    assertThat(Mpn.symbol("redcN")).isEqualTo("__gmpn_redc_n");
    assertThat(Mpn.symbol("divrem1")).isEqualTo("__gmpn_divrem_1");
  }

  @Test
  void absurdSizesAreRefusedBeforeTheLibrarySeesThem() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    BigInteger n = BigInteger.ONE.shiftLeft(Gmp.MAX_BITS).setBit(0);
    assertThatThrownBy(() -> new GmpRing(n)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GmpFoldingRing(new SpecialForm(1, Gmp.MAX_BITS + 1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void memoryOfRingsIsGivenBack() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    BigInteger n = new BigInteger(1 << 20, new Random(1)).setBit(0).setBit(1 << 20);
    long before = directMemory();
    long peak = before;
    for (int i = 0; i < 30; i++) {
      GmpRing ring = new GmpRing(n);
      ring.square(ring.element(BigInteger.TEN), ring.element(BigInteger.TWO));
      peak = Math.max(peak, directMemory());
    }
    assertThat(peak - before).isGreaterThan(1 << 20);
    // Buffers are freed by a thread of the JVM, soon after a collection has found them.
    for (int i = 0; i < 1000 && directMemory() - before >= 1 << 20; i++) {
      System.gc();
    }
    assertThat(directMemory() - before).isLessThan(1 << 20);
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .findFirst()
        .orElseThrow()
        .getMemoryUsed();
  }

  @Test
  void aChangedBitIsSeenByTheNextProduct() {
    assumeTrue(Gmp.isAvailable(), Gmp::state);
    Random random = new Random(2);
    for (SpecialForm form :
        new SpecialForm[] {new SpecialForm(1, 2203, -1), new SpecialForm(77, 2000, 1)}) {
      GmpFoldingRing ring = new GmpFoldingRing(form);
      for (int i = 0; i < 200; i++) {
        GmpFoldingRing.Element a = ring.element(new BigInteger(2000, random));
        GmpFoldingRing.Element b = ring.element(BigInteger.ZERO);
        assertThat(ring.squareLessTwoChecked(b, a)).isTrue();
        int bit = random.nextInt(form.p() - 1);
        b.limbs.put(bit >> 6, b.limbs.get(bit >> 6) ^ (1L << bit));
        assertThat(ring.squareLessTwoChecked(a, b)).isFalse();
      }
    }
  }
}
