package sellaprime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Figures in Prometheus' text format, read as strictly as its specification has it: each family has
 * one HELP and one TYPE before its samples, and these stand together; no sample comes twice; names
 * end as their types want; the buckets of a histogram grow, and the last is its count.
 */
public final class Scrape {
  private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (NaN|[+-]Inf|[-+0-9.eE]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");

  /** One line with a value. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** What belongs together. */
  public record Family(String name, String type, String help, List<Sample> samples) {}

  private final Map<String, Family> families = new LinkedHashMap<>();

  private Scrape() {}

  /** Reads {@code text}; fails if it breaks a rule. */
  public static Scrape parse(String text) {
    assertThat(text).endsWith("\n").doesNotContain("\r");
    Scrape scrape = new Scrape();
    Set<List<Object>> seen = new HashSet<>();
    String help = "";
    String helpOf = "";
    Family now = new Family("", "", "", new ArrayList<>());
    for (String line : text.split("\n", -1)) {
      Matcher helps = HELP.matcher(line);
      Matcher types = TYPE.matcher(line);
      Matcher samples = SAMPLE.matcher(line);
      if (helps.matches()) {
        helpOf = helps.group(1);
        help = helps.group(2);
        assertThat(help).as(line).isNotBlank();
      } else if (types.matches()) {
        assertThat(types.group(1)).as("has its HELP before").isEqualTo(helpOf);
        now = new Family(helpOf, types.group(2), help, new ArrayList<>());
        assertThat(scrape.families.put(now.name, now)).as("twice: " + line).isNull();
      } else if (samples.matches()) {
        Sample sample =
            new Sample(samples.group(1), labels(samples.group(2)), value(samples.group(3)));
        assertThat(sample.name).as(line).isIn(names(now));
        assertThat(seen.add(List.of(sample.name, sample.labels))).as("twice: " + line).isTrue();
        now.samples.add(sample);
      } else {
        assertThat(line).isEmpty();
      }
    }
    scrape.families.values().forEach(Scrape::check);
    return scrape;
  }

  private static List<String> names(Family family) {
    return switch (family.type) {
      case "histogram" ->
          List.of(family.name + "_bucket", family.name + "_sum", family.name + "_count");
      case "summary" -> List.of(family.name, family.name + "_sum", family.name + "_count");
      default -> List.of(family.name);
    };
  }

  private static Map<String, String> labels(@Nullable String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      Matcher label = LABEL.matcher(text);
      int at = 0;
      while (at < text.length()) {
        assertThat(label.find(at) && label.start() == at).as(text).isTrue();
        assertThat(labels.put(label.group(1), label.group(2))).as(text).isNull();
        at = label.end();
      }
    }
    return labels;
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static void check(Family family) {
    if (family.type.equals("counter")) {
      assertThat(family.name).endsWith("_total");
    }
    assertThat(family.samples).as(family.name).isNotEmpty();
    if (!family.type.equals("histogram")) {
      return;
    }
    Map<Map<String, String>, Double> last = new LinkedHashMap<>();
    for (Sample sample : family.samples) {
      if (sample.name.endsWith("_bucket")) {
        Map<String, String> key = new TreeMap<>(sample.labels);
        assertThat(key.remove("le")).as(family.name).isNotNull();
        assertThat(sample.value)
            .as("%s", sample)
            .isGreaterThanOrEqualTo(last.getOrDefault(key, 0d));
        last.put(key, sample.value);
      }
    }
    for (Sample sample : family.samples) {
      if (sample.name.endsWith("_count")) {
        assertThat(last).as("buckets of %s", sample).containsEntry(sample.labels, sample.value);
      }
    }
  }

  /** All families by name. */
  public Map<String, Family> families() {
    return families;
  }

  /** Names of all samples: what a query can ask for. */
  public Set<String> sampleNames() {
    Set<String> names = new HashSet<>();
    families.values().forEach(family -> family.samples.forEach(sample -> names.add(sample.name)));
    return names;
  }

  /** The sum of all samples of {@code name} with these labels, as key, value, key, value. */
  public double sum(String name, String... labels) {
    return families.values().stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.equals(name) && has(sample, labels))
        .mapToDouble(Sample::value)
        .sum();
  }

  private static boolean has(Sample sample, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(sample.labels.get(labels[i]))) {
        return false;
      }
    }
    return true;
  }

  /** All samples of {@code name}. */
  public List<Sample> samples(String name) {
    return families.values().stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.equals(name))
        .toList();
  }

  /** How many samples there are. */
  public int size() {
    return families.values().stream().mapToInt(family -> family.samples.size()).sum();
  }
}
