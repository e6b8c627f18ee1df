package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import sellaprime.job.Question;

/**
 * Screens a file: for each candidate q, then p, then both with random rounds, as far as they pass.
 *
 * <p>The order of tests is OpenSSH's, for its reason: nearly all candidates fail at the first test
 * of q, so nothing else matters for the time. {@value #AHEAD} candidates are under way at once, so
 * that no worker of the grid waits; lines are written in the order of the candidates.
 */
final class ModuliScreen {
  private static final int AHEAD = 256;

  private record Candidate(long line, CompletableFuture<Optional<Moduli>> answer) {}

  private final Grid grid;
  private final int rounds;
  private final int generator;
  private final ScreenedFile written;
  private final ScreenProgress progress;
  private final Deque<Candidate> underWay = new ArrayDeque<>();

  /**
   * Prepares to screen.
   *
   * @param generator the only one that is wanted, or 0
   */
  ModuliScreen(Grid grid, int rounds, int generator, ScreenedFile written, PrintWriter err) {
    this.grid = grid;
    this.rounds = rounds;
    this.generator = generator;
    this.written = written;
    this.progress = new ScreenProgress(err);
  }

  /**
   * Screens what is not screened yet.
   *
   * @throws ExecutionException if there is no answer; what was written stands
   */
  void run(Path candidates) throws IOException, InterruptedException, ExecutionException {
    long total = lines(candidates);
    progress.start(written.linesDone(), total);
    try (BufferedReader lines = Files.newBufferedReader(candidates, StandardCharsets.ISO_8859_1)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number > written.linesDone() + underWay.size()) {
          underWay.add(new Candidate(number, screen(line)));
        }
        if (underWay.size() >= AHEAD) {
          settle();
        }
      }
      while (!underWay.isEmpty()) {
        settle();
      }
    }
    written.finish();
    progress.end();
  }

  private static long lines(Path file) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      return lines.lines().count();
    }
  }

  private void settle() throws IOException, InterruptedException, ExecutionException {
    Candidate first = underWay.remove();
    Optional<Moduli> accepted = first.answer.get();
    written.settle(first.line, accepted.map(moduli -> moduli.line(Instant.now())).orElse(null));
    progress.settled(first.line, accepted.isPresent());
  }

  private CompletableFuture<Optional<Moduli>> screen(String line) {
    Optional<Moduli> wanted =
        Moduli.read(line).flatMap(candidate -> candidate.screened(rounds, generator));
    if (wanted.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    BigInteger p = wanted.get().modulus();
    BigInteger q = p.shiftRight(1);
    return isPrime(q, 0)
        .thenCompose(passes -> passes ? isPrime(p, rounds) : no())
        .thenCompose(passes -> passes ? isPrime(q, rounds) : no())
        .thenApply(passes -> passes ? wanted : Optional.empty());
  }

  private static CompletableFuture<Boolean> no() {
    return CompletableFuture.completedFuture(false);
  }

  private CompletableFuture<Boolean> isPrime(BigInteger n, int randomRounds) {
    return grid.test(Question.of("0x" + n.toString(16), randomRounds), done -> {})
        .thenApply(ModuliScreen::isPrime);
  }

  private static boolean isPrime(JsonNode job) {
    String verdict = job.path("verdict").asText("");
    if (verdict.isEmpty()) {
      String why = job.path("reason").asText(job.path("state").asText());
      throw new CompletionException("no answer: " + why, null);
    }
    return !verdict.equals("composite");
  }
}
