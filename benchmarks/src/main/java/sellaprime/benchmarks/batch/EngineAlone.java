package sellaprime.benchmarks.batch;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.batch.format.LineSource;
import sellaprime.grid.chunk.ChunkResult;
import sellaprime.grid.chunk.ChunkWork;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.grid.chunk.Renderer;
import sellaprime.grid.chunk.Style;
import sellaprime.job.Ask;
import sellaprime.job.ChunkQuestion;
import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;
import sellaprime.primality.arith.Watch;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.word.WordBatch;

/** What two threads of the engine do with a list, without any node: halves of it side by side. */
final class EngineAlone {
  private static final int THREADS = 2;
  private static final int LINES_AT_ONCE = 1 << 15;
  private static final int LARGE_AT_ONCE = 256;

  /** Primes found, and what it took. */
  record Figures(long primes, double wallSeconds, double processorSeconds) {}

  private EngineAlone() {}

  /** Numbers in memory to verdicts in memory. */
  static Figures fromMemory(Path list, int bits) throws IOException {
    List<Callable<Long>> halves = new ArrayList<>();
    for (List<String> half : halves(list)) {
      if (bits <= Long.SIZE) {
        long[] words = half.stream().mapToLong(Long::parseUnsignedLong).toArray();
        halves.add(() -> (long) WordBatch.primes(words).cardinality());
      } else {
        List<BigInteger> numbers = half.stream().map(BigInteger::new).toList();
        halves.add(() -> primes(numbers));
      }
    }
    return run(halves);
  }

  private static List<List<String>> halves(Path list) throws IOException {
    List<List<String>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    try (BufferedReader lines = Files.newBufferedReader(list)) {
      int i = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        halves.get(i++ % THREADS).add(line);
      }
    }
    return halves;
  }

  private static long primes(List<BigInteger> numbers) {
    long primes = 0;
    for (int from = 0; from < numbers.size(); from += LARGE_AT_ONCE) {
      List<BigInteger> some = numbers.subList(from, Math.min(numbers.size(), from + LARGE_AT_ONCE));
      primes +=
          Primality.testAll(some, Watch.NONE).stream()
              .filter(verdict -> verdict.kind() != Verdict.Kind.COMPOSITE)
              .count();
    }
    return primes;
  }

  /** The bytes of the list to the bytes of results; neither is read from a disk or written. */
  static Figures fromText(Path list) throws IOException {
    byte[] text = Files.readAllBytes(list);
    int middle = text.length / 2;
    while (text[middle - 1] != '\n') {
      middle++;
    }
    int cut = middle;
    return run(
        List.of(
            () -> readTestAndTell(text, 0, cut), () -> readTestAndTell(text, cut, text.length)));
  }

  private static long readTestAndTell(byte[] text, int from, int to) throws IOException {
    LineSource source =
        LineForm.RECOGNISED.source(
            new ByteArrayInputStream(text, from, to - from), InputLimits.DEFAULT);
    ChunkWork work = new ChunkWork(InputLimits.DEFAULT);
    Renderer renderer = new Renderer(Style.TEXT);
    PackedLines lines = new PackedLines();
    long primes = 0;
    for (boolean more = true; more; ) {
      more = source.next(lines);
      if (lines.lines() == LINES_AT_ONCE || (!more && lines.lines() > 0)) {
        ChunkQuestion chunk =
            new ChunkQuestion(Ask.PRIME, 0, 1, lines.lines(), lines.packed(), false);
        ChunkResult result =
            ChunkResult.of(String.valueOf(work.answer(chunk, Watch.NONE).result()));
        renderer.render(chunk, result, 1, Long.MAX_VALUE);
        primes += result.tally().allPrimes();
        lines.clear();
      }
    }
    return primes;
  }

  private static Figures run(List<Callable<Long>> halves) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      long start = System.nanoTime();
      List<Future<double[]>> all = new ArrayList<>();
      for (Callable<Long> half : halves) {
        all.add(
            threads.submit(
                () -> {
                  double primes = half.call();
                  long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                  return new double[] {primes, nanos / 1e9};
                }));
      }
      double primes = 0;
      double processor = 0;
      for (Future<double[]> one : all) {
        primes += one.get()[0];
        processor += one.get()[1];
      }
      return new Figures((long) primes, (System.nanoTime() - start) / 1e9, processor);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdown();
    }
  }
}
