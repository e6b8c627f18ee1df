package sellaprime.benchmarks.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the engine's JMH benchmarks and prints the ratios of one run as tables. */
@Command(
    name = "engine",
    description = "The engine beside GMP and the JDK, by JMH; prints ratios of one run.",
    mixinStandardHelpOptions = true)
public final class EngineBenchmarks implements Callable<Integer> {
  /** What the engine needs of the JVM to be at its best; the launcher gives the same. */
  private static final String[] JVM = {
    "-XX:+UseSerialGC",
    "--add-modules=jdk.incubator.vector",
    "--add-opens=java.base/java.math=ALL-UNNAMED"
  };

  /** Vector kernels need some seconds: to be compiled, and to pass their trial beside the test. */
  private static final int WARM_UP = 6;

  private static final Comparator<String> OURS_FIRST =
      Comparator.comparing((String name) -> !name.equals("sellaprime"))
          .thenComparing(Comparator.naturalOrder());

  @Option(
      names = "--only",
      description = "SingleNumber, Bulk or Words (default: all)",
      defaultValue = "")
  private String only = "";

  @Option(names = "--bits", split = ",", description = "sizes, instead of the usual ones")
  private List<String> bits = List.of();

  @Option(
      names = "--seconds",
      description = "length of an iteration; each figure is the mean of five (default: 1)")
  private int seconds = 1;

  @Override
  public Integer call() throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(getClass().getPackageName().replace(".", "\\.") + "\\." + only + ".*")
            .forks(1)
            .jvmArgsAppend(JVM)
            .warmupIterations(WARM_UP)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(seconds));
    if (!bits.isEmpty()) {
      options.param("bits", bits.toArray(String[]::new));
    }
    tables(new Runner(options.build()).run());
    return 0;
  }

  /** A table for each class and kind of number: a row for each size, a column for each rival. */
  private static void tables(Collection<RunResult> results) {
    Map<String, Map<Integer, Map<String, Result<?>>>> tables = new TreeMap<>();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      String method = name.substring(name.lastIndexOf('.') + 1);
      String type = name.substring(0, name.lastIndexOf('.'));
      String title =
          type.substring(type.lastIndexOf('.') + 1) + ", " + result.getParams().getParam("kind");
      tables
          .computeIfAbsent(title, key -> new TreeMap<>())
          .computeIfAbsent(
              Integer.valueOf(result.getParams().getParam("bits")),
              key -> new TreeMap<>(OURS_FIRST))
          .put(method, result.getPrimaryResult());
    }
    tables.forEach(EngineBenchmarks::table);
  }

  private static void table(String title, Map<Integer, Map<String, Result<?>>> rows) {
    System.out.println();
    System.out.println(title.toLowerCase(Locale.ROOT) + ": microseconds a number; ratio to ours");
    rows.forEach(
        (bits, columns) -> {
          Result<?> ours = columns.get("sellaprime");
          StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "| %5d ", bits));
          columns.forEach(
              (name, result) -> {
                line.append(
                    String.format(
                        Locale.ROOT,
                        "| %s %.4g ± %.2g ",
                        name,
                        result.getScore(),
                        result.getScoreError()));
                if (ours != null && result != ours) {
                  line.append(
                      String.format(Locale.ROOT, "(%.2f) ", ours.getScore() / result.getScore()));
                }
              });
          System.out.println(line.append('|'));
        });
  }
}
