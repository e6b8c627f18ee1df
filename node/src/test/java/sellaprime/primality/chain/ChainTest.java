package sellaprime.primality.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sellaprime.primality.arith.BarrettRing;
import sellaprime.primality.arith.FoldingRing;
import sellaprime.primality.arith.PlainRing;
import sellaprime.primality.arith.Ring;
import sellaprime.primality.arith.SpecialForm;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.gmp.Gmp;
import sellaprime.primality.gmp.GmpFoldingRing;
import sellaprime.primality.gmp.GmpRing;

/** What every chain must do, whatever its kind and ring. */
class ChainTest {

  private static final long SEED = 20_261_125;

  private static final BigInteger N = new BigInteger(700, new Random(SEED)).setBit(699).setBit(0);
  private static final SpecialForm FORM = new SpecialForm(9, 700, 1);

  /** One kind of chain on one ring, and its result by plain arithmetic. */
  record Kind(String name, Supplier<Chain<?>> chain, BigInteger expected) {
    @Override
    public String toString() {
      return name;
    }

    BigInteger run(Watch watch) {
      Chain<?> chain = chain().get();
      ChainRunner.run(chain, watch, Recorder.hasty());
      return result(chain);
    }
  }

  static <E> BigInteger result(Chain<E> chain) {
    E value;
    if (chain instanceof PowerChain<E> power) {
      value = power.value();
    } else if (chain instanceof LucasChain<E> lucas) {
      value = lucas.value();
    } else {
      value = ((SquareLessTwoChain<E>) chain).value();
    }
    return chain.ring().value(value);
  }

  static Stream<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    add(kinds, "plain", PlainRing::new, N);
    add(kinds, "Barrett", BarrettRing::new, N);
    add(kinds, "folding", n -> new FoldingRing(FORM), FORM.number());
    if (Gmp.isAvailable()) {
      add(kinds, "libgmp", GmpRing::new, N);
      add(kinds, "libgmp folding", n -> new GmpFoldingRing(FORM), FORM.number());
    }
    return kinds.stream();
  }

  private static <E> void add(
      List<Kind> kinds, String name, Function<BigInteger, Ring<E>> rings, BigInteger n) {
    BigInteger e = n.shiftRight(1);
    for (int base : new int[] {2, 7}) {
      kinds.add(
          new Kind(
              base + "^e, " + name,
              () -> new PowerChain<>(rings.apply(n), base, e, 0, 16, 12),
              BigInteger.valueOf(base).modPow(e, n)));
    }
    kinds.add(
        new Kind(
            "V(e), " + name, () -> LucasChain.of(rings.apply(n), 6, e), PlainLucas.v(6, e, n)));
    BigInteger s = BigInteger.valueOf(4);
    for (int i = 0; i < 1500; i++) {
      s = s.multiply(s).subtract(BigInteger.TWO).mod(n);
    }
    kinds.add(
        new Kind(
            "s^2 - 2, " + name,
            () -> SquareLessTwoChain.of(rings.apply(n), BigInteger.valueOf(4), 1500),
            s));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void endsInTheExpectedValue(Kind kind) {
    assertThat(kind.run(Watch.NONE)).isEqualTo(kind.expected());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void resumedAtRandomPointsEndsInTheSame(Kind kind) {
    Random random = new Random(SEED);
    byte[] saved = null;
    int interruptions = 0;
    for (boolean done = false; !done; ) {
      Recorder watch = new Recorder(saved, 1 + random.nextInt(400));
      try {
        assertThat(kind.run(watch)).isEqualTo(kind.expected());
        done = true;
      } catch (CancellationException interrupted) {
        interruptions++;
        saved = watch.last();
      }
    }
    assertThat(interruptions).isPositive();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void stopsAtTheFirstPollThatSaysSo(Kind kind) {
    for (long after : new long[] {0, 1, 350}) {
      Recorder watch = new Recorder(null, after);
      assertThatThrownBy(() -> kind.run(watch)).isInstanceOf(CancellationException.class);
      assertThat(watch.polls()).isEqualTo(after + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void faultsAreSeenAndMended(Kind kind) {
    Chain<?> probe = kind.chain().get();
    if (probe instanceof SquareLessTwoChain) {
      return; // see SquareLessTwoChainTest
    }
    Random random = new Random(SEED);
    for (int i = 0; i < 4; i++) {
      Chain<?> chain = kind.chain().get();
      int distinct = (int) (chain.length() / 3);
      chain.injectFault(chain.length() - random.nextInt(distinct));
      chain.injectFault(chain.position() + 20 + random.nextInt(distinct));
      ChainRunner.Report report = ChainRunner.run(chain, Recorder.undisturbed());
      assertThat(report.faults()).isBetween(1, 2);
      assertThat(result(chain)).isEqualTo(kind.expected());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aFaultBeforeACheckpointIsSeenAfterIt(Kind kind) {
    Chain<?> first = kind.chain().get();
    if (!(first instanceof PowerChain)) {
      return; // the others save only what has been checked
    }
    first.injectFault(410);
    Recorder watch = new Recorder(null, 480);
    assertThatThrownBy(() -> ChainRunner.run(first, watch, Recorder.hasty()))
        .isInstanceOf(CancellationException.class);
    Chain<?> second = kind.chain().get();
    ChainRunner.Report report = ChainRunner.run(second, new Recorder(watch.last(), Long.MAX_VALUE));
    assertThat(report.resumedAt()).isGreaterThan(410);
    assertThat(report.faults()).isEqualTo(1);
    assertThat(result(second)).isEqualTo(kind.expected());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void refusesAndPassesOverWhatIsNotItsOwn(Kind kind) {
    Recorder watch = Recorder.undisturbed();
    kind.run(watch);
    byte[] own = watch.taken.get(0);
    assertThat(kind.chain().get().owns(own)).isTrue();
    Checkpoint other =
        new Checkpoint(
            Checkpoint.identity("other", BigInteger.ONE), 1, Checkpoint.fromBytes(own).values());
    assertThatThrownBy(() -> kind.chain().get().resume(other))
        .isInstanceOf(BadCheckpointException.class);
    byte[] damaged = own.clone();
    damaged[damaged.length / 2] ^= 4;
    for (byte[] bad : List.of(other.toBytes(), damaged, new byte[0])) {
      Chain<?> chain = kind.chain().get();
      assertThat(chain.owns(bad)).isFalse();
      assertThat(ChainRunner.run(chain, new Recorder(bad, Long.MAX_VALUE)).resumedAt()).isZero();
      assertThat(result(chain)).isEqualTo(kind.expected());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aMachineThatIsAlwaysWrongIsToldSo(Kind kind) {
    Chain<?> chain = kind.chain().get();
    if (chain instanceof SquareLessTwoChain) {
      return;
    }
    Watch brokenMachine =
        new Watch() {
          @Override
          public boolean isCancelled() {
            // Polled before every step: each next one goes wrong.
            chain.injectFault(chain.position() + 1);
            return false;
          }
        };
    assertThatThrownBy(() -> ChainRunner.run(chain, brokenMachine))
        .isInstanceOf(ComputationFaultException.class);
  }
}
