package sellaprime.benchmarks.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * GMP in C: {@code mpz_probab_prime_p(n, 24)}, its Baillie-PSW, in two processes side by side, each
 * with every other number. Reading the numbers does not count.
 */
final class GmpLoop {
  private static final int PROCESSES = 2;

  private GmpLoop() {}

  /** Needs a C compiler and GMP's header. */
  static EngineAlone.Figures run(Path list, Path scratch) throws IOException, InterruptedException {
    Path source = scratch.resolve("gmp-loop.c");
    try (InputStream in = GmpLoop.class.getResourceAsStream("/gmp-loop.c")) {
      Files.write(source, Objects.requireNonNull(in).readAllBytes());
    }
    Path program = scratch.resolve("gmp-loop");
    int compiled =
        new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString(), "-lgmp")
            .inheritIO()
            .start()
            .waitFor();
    if (compiled != 0) {
      throw new IOException("no C compiler, or no gmp.h");
    }
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      all.add(
          new ProcessBuilder(program.toString(), list.toString(), "" + PROCESSES, "" + i)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    long primes = 0;
    double wall = 0;
    double processor = 0;
    for (Process one : all) {
      String out = new String(one.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (one.waitFor() != 0) {
        throw new IOException("the loop in C failed");
      }
      String[] words = out.strip().split(" ", -1);
      primes += Long.parseLong(words[0]);
      wall = Math.max(wall, Double.parseDouble(words[1]));
      processor += Double.parseDouble(words[2]);
    }
    return new EngineAlone.Figures(primes, wall, processor);
  }
}
