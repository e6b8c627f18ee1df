package sellaprime.grid.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sellaprime.job.Ask;
import sellaprime.job.ChunkQuestion;
import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.testkit.Samples;

class ChunkWorkTest {
  private final ChunkWork work = new ChunkWork(InputLimits.DEFAULT);

  private static ChunkQuestion chunk(Ask ask, int rounds, long firstLine, List<String> lines) {
    PackedLines packed = new PackedLines();
    lines.forEach(packed::add);
    return new ChunkQuestion(ask, rounds, firstLine, lines.size(), packed.packed(), false);
  }

  private ChunkResult answer(ChunkQuestion chunk) {
    return ChunkResult.of(requireNonNull(work.answer(chunk, Watch.NONE).result()));
  }

  private String told(ChunkQuestion chunk, Style style) {
    byte[] all = new Renderer(style).render(chunk, answer(chunk), 1, Long.MAX_VALUE);
    return new String(all, UTF_8);
  }

  @Test
  void eachLineGetsTheVerdictOfAJobOfItsOwn() {
    Random random = Samples.random("chunk");
    List<String> lines = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      int bits = random.nextInt(20) == 0 ? 65 + random.nextInt(200) : 1 + random.nextInt(64);
      BigInteger n = new BigInteger(bits, random);
      lines.add(n.toString());
      Verdict verdict = Primality.test(n);
      expected.append(n).append(": ").append(word(verdict));
      expected.append(" (").append(verdict.method()).append(")\n");
    }
    assertThat(told(chunk(Ask.PRIME, 0, 1, lines), Style.TEXT)).isEqualTo(expected.toString());
  }

  private static String word(Verdict verdict) {
    return switch (verdict.kind()) {
      case PRIME -> "prime";
      case PROBABLE_PRIME -> "probable-prime";
      case COMPOSITE -> "composite";
    };
  }

  @Test
  void whatStandsBetweenTermsIsEscaped() throws IOException {
    String line = "2^10\t+\r7";
    String told = told(chunk(Ask.PRIME, 0, 1, List.of("97", line)), Style.JSON);
    JsonNode second = new ObjectMapper().readTree(told.lines().skip(1).findFirst().orElseThrow());
    assertThat(second.path("number").asText()).isEqualTo(line);
    assertThat(second.path("verdict").asText()).isEqualTo("prime");
  }

  @Test
  void linesOfEveryKind() {
    List<String> lines =
        List.of(
            "97",
            "",
            "foo\"",
            "18446744073709551615",
            "18446744073709551616",
            "2^127-1",
            "1-2",
            Lines.bad("{", "no JSON"),
            "0",
            "10^99+289");
    ChunkQuestion chunk = chunk(Ask.PRIME, 2, 101, lines);
    assertThat(told(chunk, Style.JSON).lines().map(line -> line.replaceAll("at char[^\"]*", "...")))
        .containsExactly(
            "{\"line\":101,\"number\":\"97\",\"verdict\":\"prime\",\"method\":\"trial division\"}",
            "{\"line\":103,\"number\":\"foo\\\"\",\"error\":\"...\"}",
            "{\"line\":104,\"number\":\"18446744073709551615\",\"verdict\":\"composite\",\"method\":\"divisible by 3\"}",
            "{\"line\":105,\"number\":\"18446744073709551616\",\"verdict\":\"composite\",\"method\":\"divisible by 2\"}",
            "{\"line\":106,\"number\":\"2^127-1\",\"verdict\":\"prime\",\"method\":\"Lucas-Lehmer\"}",
            "{\"line\":107,\"number\":\"1-2\",\"error\":\"the value of the expression is negative; negative numbers are not tested.\"}",
            "{\"line\":108,\"number\":\"{\",\"error\":\"no JSON\"}",
            "{\"line\":109,\"number\":\"0\",\"verdict\":\"composite\",\"method\":\"by definition: below 2\"}",
            "{\"line\":110,\"number\":\"10^99+289\",\"verdict\":\"probable-prime\",\"method\":\"Baillie-PSW and 2 random bases\"}");
    Tally tally = answer(chunk).tally();
    assertThat(tally).isEqualTo(new Tally(10, 2, 1, 3, 3, 0));
    assertThat(answer(chunk).indexOfBad()).isEqualTo(2);
    assertThat(answer(chunk).indexOfPrime(2)).isEqualTo(5);
    assertThat(answer(chunk).indexOfPrime(4)).isEqualTo(-1);
    assertThat(answer(chunk).tally(6)).isEqualTo(new Tally(6, 2, 0, 2, 1, 0));
  }

  @Test
  void partOfAChunkCanBeTold() {
    ChunkQuestion chunk = chunk(Ask.PRIME, 0, 11, List.of("3", "4", "5", "6"));
    byte[] part = new Renderer(Style.TEXT).render(chunk, answer(chunk), 12, 13);
    assertThat(new String(part, UTF_8))
        .isEqualTo("4: composite (divisible by 2)\n5: prime (trial division)\n");
  }

  @Test
  void safePrimes() {
    Random random = Samples.random("safe primes");
    List<String> lines = new ArrayList<>();
    List<Boolean> safe = new ArrayList<>();
    for (int n = 0; n < 300; n++) {
      add(BigInteger.valueOf(n), lines, safe);
    }
    for (int i = 0; i < 400; i++) {
      int bits = 60 + random.nextInt(30);
      BigInteger q = new BigInteger(bits, random).nextProbablePrime();
      add(q.shiftLeft(1).add(BigInteger.ONE), lines, safe); // safe more often than by chance
    }
    ChunkQuestion chunk = chunk(Ask.SAFE_PRIME, 0, 1, lines);
    List<Boolean> told =
        told(chunk, Style.TEXT).lines().map(line -> !line.contains(": not-safe-prime")).toList();
    assertThat(told).isEqualTo(safe).contains(true);
  }

  private static void add(BigInteger p, List<String> lines, List<Boolean> safe) {
    lines.add(p.toString());
    safe.add(p.isProbablePrime(40) && p.shiftRight(1).isProbablePrime(40));
  }

  @Test
  void whatHasNoAnswerIsToldForEachNumber() {
    ChunkQuestion chunk = chunk(Ask.PRIME, 0, 5, List.of("3", "", "4"));
    ChunkResult none = ChunkResult.of(ChunkResult.unanswered(chunk, "poison: so it is"));
    assertThat(none.tally()).isEqualTo(new Tally(3, 0, 0, 0, 0, 2));
    byte[] all = new Renderer(Style.TEXT).render(chunk, none, 1, 9);
    assertThat(new String(all, UTF_8))
        .isEqualTo(
            """
            line 5: 3: error: no answer: poison: so it is
            line 7: 4: error: no answer: poison: so it is
            """);
  }

  /** Takes the first checkpoint, and wants no more then; until it has one, it dawdles. */
  private static final class TakeOne implements Watch {
    double done;
    byte @Nullable [] taken;

    @Override
    public boolean isCancelled() {
      return taken != null;
    }

    @Override
    public void progress(double fraction) {
      done = fraction;
      LockSupport.parkNanos(100_000); // on any machine it takes longer than to the first offer
    }

    @Override
    public void checkpoint(Supplier<byte[]> state) {
      taken = state.get();
    }
  }

  /** Goes on from a checkpoint, or from the start, and keeps what it is told. */
  private static final class Listen implements Watch {
    final List<Double> told = new ArrayList<>();
    final byte @Nullable [] from;
    int offers;

    Listen(byte @Nullable [] from) {
      this.from = from;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void progress(double fraction) {
      told.add(fraction);
    }

    @Override
    public void checkpoint(Supplier<byte[]> state) {
      offers++;
    }

    @Override
    public byte @Nullable [] resumeFrom() {
      return from;
    }
  }

  @Test
  void theOnlyLongNumberIsResumed() {
    ChunkQuestion chunk =
        chunk(Ask.PRIME, 0, 1, List.of("97", "2^21701-1", "10^99+289", "2^127-1"));
    TakeOne first = new TakeOne();
    assertThatThrownBy(() -> work.answer(chunk, first)).isInstanceOf(CancellationException.class);
    assertThat(first.taken).isNotNull();
    Listen second = new Listen(first.taken);
    byte[] told =
        new Renderer(Style.TEXT)
            .render(
                chunk, ChunkResult.of(requireNonNull(work.answer(chunk, second).result())), 1, 9);
    assertThat(second.told.get(0)).as("where it goes on").isGreaterThan(first.done);
    assertThat(new String(told, UTF_8).lines())
        .containsExactly(
            "97: prime (trial division)",
            "2^21701-1: prime (Lucas-Lehmer)",
            "10^99+289: probable-prime (Baillie-PSW)",
            "2^127-1: prime (Lucas-Lehmer)");
  }

  @Test
  void ofTwoLongNumbersNoneIsResumed() {
    Listen watch = new Listen(null);
    ChunkQuestion chunk = chunk(Ask.PRIME, 0, 1, List.of("2^21701-1", "2^21701-1"));
    ChunkResult result = ChunkResult.of(requireNonNull(work.answer(chunk, watch).result()));
    assertThat(result.tally().primes()).isEqualTo(2);
    assertThat(watch.told).isEmpty();
    assertThat(watch.offers).isZero();
  }

  @Test
  void itCanBeStopped() {
    ChunkQuestion chunk = chunk(Ask.PRIME, 0, 1, List.of("3", "2^521-1"));
    Watch stopped = () -> true;
    assertThatThrownBy(() -> work.answer(chunk, stopped)).isInstanceOf(CancellationException.class);
  }

  @Test
  void aTallyIsReadAsItWasWritten() {
    Tally tally = new Tally(1, 2, 3, 4, 5, 6);
    assertThat(Tally.of(tally.text())).isEqualTo(tally);
    assertThat(Tally.of(tally.text() + " 77")).isEqualTo(tally);
    assertThat(Tally.of("")).isEqualTo(Tally.NONE);
    assertThat(tally.plus(tally)).isEqualTo(new Tally(2, 4, 6, 8, 10, 12));
  }
}
