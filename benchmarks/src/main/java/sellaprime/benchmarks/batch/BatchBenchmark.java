package sellaprime.benchmarks.batch;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A long list through {@code sellaprime batch --connect} and two nodes, beside the engine alone,
 * and GMP if asked for. All are processes of their own, started as a user would; what counts is
 * processor time, since the wall tells of the machine's other users as well.
 */
@Command(
    name = "batch",
    description = "A long list through two nodes, beside the engine alone.",
    mixinStandardHelpOptions = true)
public final class BatchBenchmark implements Callable<Integer> {
  private static final Pattern READY =
      Pattern.compile("ready (\\S+) thin \\S+ discovery (\\S+) name \\S+");
  private static final String[] NAMES = {"caller", "node 1", "node 2"};
  private static final long LOOK_MS = 100;
  private static final int WARM_RUNS = 2;
  private static final double[] MOMENTS = {0.1, 0.5, 1};

  @Option(names = "--lines", description = "numbers (default: ${DEFAULT-VALUE})")
  private int lines = 10_000_000;

  @Option(names = "--bits", description = "size of the numbers (default: ${DEFAULT-VALUE})")
  private int bits = 64;

  @Option(
      names = "--runs",
      description = "through the same two nodes, one after another (default: ${DEFAULT-VALUE})")
  private int runs = 3;

  @Option(names = "--gmp", description = "a loop in C around GMP's test as well")
  private boolean gmp;

  @Option(names = "--heap", description = "of each process (default: ${DEFAULT-VALUE})")
  private String heap = "512m";

  @Option(names = "--launcher", description = "default: ${DEFAULT-VALUE}")
  private Path launcher = Path.of("./sellaprime");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("sellaprime-batch");
    try {
      Path list = scratch.resolve("list.txt");
      NumberList.write(list, lines, bits);
      tell(
          "%,d numbers of %d bits, %,d bytes; nanoseconds of processor a line:",
          lines, bits, Files.size(list));
      long primes = engine(list);
      if (gmp) {
        tell("GMP in C, two processes", GmpLoop.run(list, scratch));
      }
      nodes(list, primes, scratch);
      return 0;
    } finally {
      remove(scratch);
    }
  }

  private long engine(Path list) throws IOException {
    EngineAlone.@Nullable Figures memory = null;
    EngineAlone.@Nullable Figures text = null;
    for (int run = 0; run < WARM_RUNS; run++) { // the first one is for the JIT compilers
      memory = EngineAlone.fromMemory(list, bits);
      text = EngineAlone.fromText(list);
    }
    tell("two engine threads, numbers in memory", requireNonNull(memory));
    tell("two engine threads, text to results", requireNonNull(text));
    return memory.primes();
  }

  private void nodes(Path list, long primes, Path scratch)
      throws IOException, InterruptedException {
    List<Observed> nodes = new ArrayList<>();
    try {
      String url = "";
      String join = "";
      for (int i = 0; i < 2; i++) {
        Observed node = node(i, join, scratch);
        nodes.add(node);
        Matcher ready = ready(node.process(), scratch.resolve(err("node-" + i)));
        url = i == 0 ? ready.group(1) : url;
        join = ready.group(2);
      }
      for (int run = 1; run <= runs; run++) {
        run(run, list, primes, url, nodes, scratch);
      }
    } finally {
      for (Observed node : nodes) {
        node.process().destroyForcibly().waitFor();
      }
    }
  }

  private Observed node(int number, String join, Path scratch) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("serve", "--name", "batch-" + number, "--workers", "1", "--http-port", "0"));
    arguments.addAll(List.of("--thin-port", "0", "--discovery-port", "0"));
    arguments.addAll(List.of("--log-file", scratch.resolve(number + ".log").toString()));
    if (!join.isEmpty()) {
      arguments.addAll(List.of("--join", join));
    }
    return start("node-" + number, arguments, scratch);
  }

  private Observed start(String name, List<String> arguments, Path scratch) throws IOException {
    Path collections = scratch.resolve(name + ".gc");
    Files.deleteIfExists(collections);
    List<String> command = new ArrayList<>(List.of(launcher.toAbsolutePath().toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put("SELLAPRIME_JAVA_OPTS", "-Xmx" + heap + " " + Observed.logging(collections));
    builder.environment().put("XDG_STATE_HOME", scratch.toString());
    builder.redirectError(scratch.resolve(err(name)).toFile());
    return new Observed(builder.start(), collections);
  }

  private static String err(String name) {
    return name + ".err";
  }

  private static Matcher ready(Process node, Path err) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
    String line = String.valueOf(out.readLine());
    Matcher ready = READY.matcher(line);
    if (!ready.matches()) {
      throw new IOException("a node did not start: " + line + "; " + Files.readString(err));
    }
    return ready;
  }

  private void run(int run, Path list, long primes, String url, List<Observed> nodes, Path scratch)
      throws IOException, InterruptedException {
    Path results = scratch.resolve("results.txt");
    double[] before = {0, cpu(nodes.get(0)), cpu(nodes.get(1))};
    long start = System.nanoTime();
    Observed caller =
        start(
            "caller",
            List.of("batch", "--connect", url, "-o", results.toString(), list.toString()),
            scratch);
    List<Observed> all = List.of(caller, nodes.get(0), nodes.get(1));
    List<Observed.Sample[]> samples = new ArrayList<>();
    while (!caller.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
      samples.add(all.stream().map(Observed::look).toArray(Observed.Sample[]::new));
    }
    double wall = (System.nanoTime() - start) / 1e9;
    check(results, primes);
    double[] spent = new double[all.size()];
    for (int i = 0; i < spent.length; i++) {
      spent[i] = cpu(all.get(i)) - before[i];
    }
    tell(
        "two nodes, run " + run, new EngineAlone.Figures(primes, wall, Arrays.stream(spent).sum()));
    for (int i = 0; i < spent.length; i++) {
      tell(
          "  %-7s %6.0f ns; MB resident (heap after a collection) at 10, 50, 100 %%:%s",
          NAMES[i], spent[i] * 1e9 / lines, memory(samples, i));
    }
  }

  private static double cpu(Observed process) {
    return process.look().processorSeconds();
  }

  private static String memory(List<Observed.Sample[]> samples, int process) {
    StringBuilder text = new StringBuilder();
    for (double moment : MOMENTS) {
      Observed.Sample at = samples.get((int) Math.round(moment * (samples.size() - 1)))[process];
      text.append(" ").append(at.residentMb()).append(" (").append(at.heapMb()).append(")");
    }
    long most = samples.stream().mapToLong(all -> all[process].residentMb()).max().orElse(0);
    return text + ", at most " + most;
  }

  /** Each line has its result, and there are as many primes as the engine found by itself. */
  private void check(Path results, long primes) throws IOException {
    long told = 0;
    long prime = 0;
    try (BufferedReader in = Files.newBufferedReader(results)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        told++;
        prime += line.contains("prime (") ? 1 : 0;
      }
    }
    if (told != lines || prime != primes) {
      throw new IOException(told + " results, " + prime + " primes; not " + lines + ", " + primes);
    }
  }

  private void tell(String what, EngineAlone.Figures figures) {
    tell(
        "%-40s %8.0f ns of processor, %8.0f on the wall (%.1f s); %,d primes",
        what,
        figures.processorSeconds() * 1e9 / lines,
        figures.wallSeconds() * 1e9 / lines,
        figures.wallSeconds(),
        figures.primes());
  }

  private static void tell(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
