package sellaprime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of candidates as a batch, and what comes of that as a file of moduli.
 *
 * <p>The batch has a line for each line of the file: p, if that is to be tested, else nothing. Its
 * results say which are safe primes; those lines go out. Neither file is ever held as a whole.
 */
final class ModuliScreen implements BatchRun.Target, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path candidates;
  private final int rounds;
  private final int generator;
  private final ResultFile written;
  private final BufferedReader lines;
  private long line;

  /**
   * Prepares to go on after what is {@code written}.
   *
   * @param rounds the random tests of each safe prime
   * @param generator the only one that is wanted, or 0
   */
  ModuliScreen(Path candidates, int rounds, int generator, ResultFile written) throws IOException {
    this.candidates = candidates;
    this.rounds = rounds;
    this.generator = generator;
    this.written = written;
    this.lines = reader();
    while (line < written.line()) {
      lines.readLine();
      line++;
    }
  }

  private BufferedReader reader() throws IOException {
    return Files.newBufferedReader(candidates, StandardCharsets.ISO_8859_1);
  }

  /** How many lines there are. */
  long total() throws IOException {
    try (BufferedReader all = reader()) {
      return all.lines().count();
    }
  }

  /** The batch; what was through before is told no more. */
  InputStream numbers() throws IOException {
    return new Numbers(reader(), written.line());
  }

  private final class Numbers extends InputStream {
    private final BufferedReader from;
    private final long through;
    private long count;
    private byte[] bytes = new byte[0];
    private int position;

    Numbers(BufferedReader from, long through) {
      this.from = from;
      this.through = through;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (position == bytes.length) {
        String next = from.readLine();
        if (next == null) {
          return -1;
        }
        Optional<Moduli> wanted = ++count <= through ? Optional.empty() : wanted(next);
        String number = wanted.map(moduli -> "0x" + moduli.modulus().toString(16)).orElse("");
        bytes = (number + "\n").getBytes(StandardCharsets.US_ASCII);
        position = 0;
      }
      int some = Math.min(length, bytes.length - position);
      System.arraycopy(bytes, position, to, offset, some);
      position += some;
      return some;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    /** A file is always ready. */
    @Override
    public int available() {
      return 1;
    }

    @Override
    public void close() throws IOException {
      from.close();
    }
  }

  private Optional<Moduli> wanted(String candidate) {
    return Moduli.read(candidate).flatMap(moduli -> moduli.screened(rounds, generator));
  }

  @Override
  public void write(long through, byte[] results) throws IOException {
    Map<Long, JsonNode> found = found(results);
    while (line < through) {
      String candidate = lines.readLine();
      JsonNode result = found.get(line + 1);
      Optional<Moduli> safePrime = Optional.empty();
      if (result != null) {
        if (result.has("error")) {
          throw new IOException("line " + (line + 1) + ": " + result.path("error").asText());
        }
        safePrime = wanted(readOrFail(candidate));
      }
      line++;
      String out = safePrime.map(moduli -> moduli.line(Instant.now()) + "\n").orElse("");
      written.write(line, out.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private String readOrFail(@Nullable String candidate) throws IOException {
    if (candidate == null) {
      throw new IOException(candidates + " has become shorter");
    }
    return candidate;
  }

  /** What is no composite, by line. */
  private static Map<Long, JsonNode> found(byte[] results) throws JsonProcessingException {
    Map<Long, JsonNode> found = new HashMap<>();
    for (String result : new String(results, StandardCharsets.UTF_8).split("\n", -1)) {
      JsonNode one = result.isEmpty() ? null : JSON.readTree(result);
      if (one != null && !one.path("verdict").asText("").equals("not-safe-prime")) {
        found.put(one.path("line").asLong(), one);
      }
    }
    return found;
  }

  @Override
  public void mark() throws IOException {
    written.mark();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
