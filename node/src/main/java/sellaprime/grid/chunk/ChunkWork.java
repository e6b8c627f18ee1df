package sellaprime.grid.chunk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import sellaprime.job.Ask;
import sellaprime.job.ChunkQuestion;
import sellaprime.job.Finding;
import sellaprime.primality.Primality;
import sellaprime.primality.TestOptions;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.BadNumberException;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;
import sellaprime.primality.word.WordBatch;
import sellaprime.primality.word.WordOutcome;

/**
 * Tests the lines of a chunk.
 *
 * <p><b>Answer.</b> For each line the verdict that it would have got as a job of its own: a
 * composite is settled by the quick way for many, which gives the same answers, and only what is
 * left as a probable prime gets the random rounds asked for, and a proof where its expression
 * allows one. A line that cannot be read gets an error and does not stop the others.
 *
 * <p><b>Resuming.</b> If one number of the chunk is long, and only one, it is tested last, as a job
 * of its own would be: its progress is the chunk's, and from its checkpoint the next tester goes
 * on, after it has done the quick ones again. Feeders see to it that there is no second one. Where
 * there is, and in the search for safe primes, a chunk is begun anew each time.
 *
 * <p>Thread-safe.
 */
public final class ChunkWork {
  /** A fraction of a millisecond of work. */
  private static final int WORDS_AT_ONCE = 8192;

  private static final int NONE = -1;

  private final InputLimits limits;

  /** Reads numbers within {@code limits}. */
  public ChunkWork(InputLimits limits) {
    this.limits = limits;
  }

  /**
   * Tests the lines of {@code chunk}.
   *
   * @return a {@link ChunkResult} as text
   * @throws java.util.concurrent.CancellationException soon after {@code watch} says so
   * @throws sellaprime.primality.chain.ComputationFaultException if the checks of a long
   *     computation fail again and again
   */
  public Finding answer(ChunkQuestion chunk, Watch watch) {
    long start = System.nanoTime();
    Run run = new Run(chunk, watch);
    run.read();
    run.testWords();
    if (chunk.ask() == Ask.SAFE_PRIME) {
      new SafePrimeScreen(chunk.rounds(), watch.silent())
          .screen(run.indices, run.values, run.result);
    } else {
      run.testLarge();
    }
    return Finding.result(run.result.build(System.nanoTime() - start));
  }

  /** One chunk on its way. */
  private final class Run {
    private final ChunkQuestion chunk;
    private final Watch watch;
    private final ResultBuilder result;
    private final long[] words;
    private final int[] wordIndices;
    private int wordCount;
    private final List<Integer> indices = new ArrayList<>();
    private final List<BigInteger> values = new ArrayList<>();
    private final List<NumberExpression> expressions = new ArrayList<>();

    Run(ChunkQuestion chunk, Watch watch) {
      this.chunk = chunk;
      this.watch = watch;
      this.result = new ResultBuilder(chunk.lines());
      this.words = new long[chunk.lines()];
      this.wordIndices = new int[chunk.lines()];
    }

    void read() {
      boolean plain = chunk.ask() == Ask.PRIME;
      LineCursor line = new LineCursor(chunk.packed());
      for (int index = 0; line.next(); index++) {
        if (plain && line.isWord()) {
          words[wordCount] = line.word();
          wordIndices[wordCount++] = index;
        } else if (!line.isEmpty()) {
          readExpression(index, line.text());
        }
      }
    }

    private void readExpression(int index, String line) {
      if (line.charAt(0) == Lines.BAD) {
        result.set(index, Verdicts.BAD, line.substring(line.lastIndexOf(Lines.BAD) + 1));
        return;
      }
      watch.check();
      try {
        NumberExpression expression = NumberExpression.parse(line, limits);
        values.add(expression.evaluate());
        expressions.add(expression);
        indices.add(index);
      } catch (BadNumberException e) {
        result.set(index, Verdicts.BAD, String.valueOf(e.getMessage()));
      }
    }

    void testWords() {
      WordBatch batch = new WordBatch();
      byte[] findings = new byte[wordCount];
      char[] codes = new char[1 << Byte.SIZE];
      for (int from = 0; from < wordCount; from += WORDS_AT_ONCE) {
        watch.check();
        int to = Math.min(from + WORDS_AT_ONCE, wordCount);
        batch.test(words, from, to, findings);
        for (int i = from; i < to; i++) {
          int place = Byte.toUnsignedInt(findings[i]);
          if (codes[place] == 0) { // the first of its kind
            Verdict verdict = Primality.verdict(words[i], WordOutcome.of(findings[i]));
            codes[place] = result.code(kind(verdict), verdict.method());
          }
          result.set(wordIndices[i], codes[place]);
        }
      }
    }

    /** The quick ones first, all together. */
    void testLarge() {
      int last = theOnlyLongOne();
      testTogether(last);
      if (last != NONE) {
        set(last, Primality.test(values.get(last), options(last), watch));
      }
    }

    private int theOnlyLongOne() {
      int found = NONE;
      for (int i = 0; i < values.size(); i++) {
        if (Primality.isLong(values.get(i).bitLength())) {
          if (found != NONE) {
            return NONE;
          }
          found = i;
        }
      }
      return found;
    }

    /** All but {@code last}, whose progress is told if it follows. */
    private void testTogether(int last) {
      List<Integer> together = new ArrayList<>(values.size());
      for (int i = 0; i < values.size(); i++) {
        if (i != last) {
          together.add(i);
        }
      }
      List<Verdict> verdicts =
          Primality.testAll(
              together.stream().map(values::get).toList(), last == NONE ? watch : watch.silent());
      for (int i = 0; i < verdicts.size(); i++) {
        set(together.get(i), further(together.get(i), verdicts.get(i)));
      }
    }

    private Verdict further(int i, Verdict verdict) {
      if (verdict.kind() != Verdict.Kind.PROBABLE_PRIME) {
        return verdict;
      }
      TestOptions options = options(i);
      return options.equals(TestOptions.DEFAULT)
          ? verdict
          : Primality.test(values.get(i), options, watch.silent());
    }

    private TestOptions options(int i) {
      return new TestOptions(chunk.rounds(), expressions.get(i).factorHints());
    }

    private void set(int i, Verdict verdict) {
      result.set(indices.get(i), kind(verdict), verdict.method());
    }
  }

  private static char kind(Verdict verdict) {
    return switch (verdict.kind()) {
      case PRIME -> Verdicts.PRIME;
      case PROBABLE_PRIME -> Verdicts.PROBABLE;
      case COMPOSITE -> Verdicts.COMPOSITE;
    };
  }
}
