package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sellaprime.metrics.NodeMetrics;
import sellaprime.testkit.Scrape;

/** The documents on figures against what a node tells. */
class MetricsDocsTest {
  private static final Path DOCS = Path.of("..", "docs", "operations");

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z0-9_]+)`( \\*)? \\| (\\w+) \\| (.*?) \\| (\\w*) \\| (.+) \\|");

  /** What a query has besides names of figures. */
  private static final Pattern NOISE =
      Pattern.compile("\"[^\"]*\"|'[^']*'|\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|on|without) *\\([^)]*\\)");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?! *\\()\\b");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("(\\w+) *(=~|!~|!=|=) *\"([^\"]*)\"");
  private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool");

  /** Given by Prometheus itself. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance");

  private static RestFixture rest;
  private static Scrape scrape;

  @BeforeAll
  static void start() {
    rest = new RestFixture();
    System.gc(); // so that there are figures of the collector
    rest.get("/livez");
    Set<String> last = Set.of("jvm_gc_pause_seconds", "sellaprime_http_requests_total");
    scrape =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> Scrape.parse(rest.get("/metrics").body()),
                told -> told.families().keySet().containsAll(last));
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  @Test
  void theTableListsWhatIsTold() throws IOException {
    Map<String, String> always = new HashMap<>();
    Map<String, String> sometimes = new HashMap<>();
    for (String line : Files.readAllLines(DOCS.resolve("metrics.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Map<String, String> one = row.group(2) == null ? always : sometimes;
        assertThat(one.put(row.group(1), row.group(3))).as("listed twice: " + line).isNull();
      }
    }
    Map<String, String> told = new HashMap<>();
    scrape.families().forEach((name, family) -> told.put(name, family.type()));
    assertThat(told).containsAllEntriesOf(always);
    told.keySet().removeAll(always.keySet());
    assertThat(sometimes).containsAllEntriesOf(told);
  }

  /** The rows of the table that the page says a tester lacks. */
  @Test
  void aTesterTellsAllButWhatAKeeperStoresSeesAndServes() throws IOException {
    List<String> names = new ArrayList<>();
    for (String line : Files.readAllLines(DOCS.resolve("metrics.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && row.group(2) == null) {
        names.add(row.group(1));
      }
    }
    Set<String> expected = new HashSet<>(names);
    int first = names.indexOf("sellaprime_batches");
    names.subList(first, names.indexOf("sellaprime_disk_free_bytes") + 1).forEach(expected::remove);
    Stream.of("in_flight_requests", "connections", "waits", "streams")
        .map("sellaprime_http_"::concat)
        .forEach(expected::remove);
    expected.remove("sellaprime_http_requests_total"); // after its first answer
    try (NodeMetrics tester = NodeMetrics.ofTester()) {
      Scrape told = Scrape.parse(tester.text());
      assertThat(told.families().keySet()).containsAll(expected);
      assertThat(told.families()).doesNotContainKeys("sellaprime_batches", "sellaprime_http_waits");
      assertThat(told.sum("sellaprime_ready")).as("before it has a keeper").isZero();
    }
  }

  /** So that a sum over nodes has a value while one of them starts. */
  @Test
  void whatIsAddedUpOverNodesIsAlwaysANumber() throws IOException {
    try (NodeMetrics keeper = NodeMetrics.ofKeeper()) {
      Scrape told = Scrape.parse(keeper.text());
      for (String line : Files.readAllLines(DOCS.resolve("metrics.md"))) {
        Matcher row = ROW.matcher(line);
        if (row.matches() && row.group(5).equals("sum") && row.group(1).startsWith("sellaprime")) {
          told.samples(row.group(1))
              .forEach(sample -> assertThat(sample.value()).as(sample.name()).isNotNaN());
        }
      }
      assertThat(told.sum("sellaprime_cluster_nodes")).isNaN();
    }
  }

  @Test
  void theDashboardAsksForWhatIsTold() throws IOException {
    JsonNode board = Json.MAPPER.readTree(DOCS.resolve("grafana-dashboard.json").toFile());
    List<String> queries = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : board.get("panels")) {
      assertThat(ids.add(panel.get("id").intValue())).as("id of %s", panel).isTrue();
      panel.path("targets").forEach(target -> queries.add(target.get("expr").textValue()));
    }
    assertThat(queries).hasSizeGreaterThan(30);
    queries.forEach(MetricsDocsTest::check);
    assertThat(board.findValuesAsText("definition"))
        .containsExactly("label_values(sellaprime_ready, job)");
  }

  @Test
  void theAlertsAskForWhatIsTold() throws IOException {
    JsonNode rules =
        new YAMLMapper().readTree(DOCS.resolve("alerts.yml").toFile()).at("/groups/0/rules");
    assertThat(rules.size()).isGreaterThan(10);
    Set<String> names = new HashSet<>();
    for (JsonNode rule : rules) {
      assertThat(names.add(rule.get("alert").textValue())).as("%s", rule).isTrue();
      assertThat(rule.get("for").textValue()).matches("\\d+[smh]");
      assertThat(rule.at("/labels/severity").textValue()).isIn("warning", "critical");
      assertThat(rule.at("/annotations/summary").textValue()).isNotBlank();
      assertThat(rule.at("/annotations/description").textValue()).isNotBlank();
      check(rule.get("expr").textValue());
    }
  }

  private static void check(String query) {
    assertThat(query.chars().filter(c -> c == '(').count())
        .as(query)
        .isEqualTo(query.chars().filter(c -> c == ')').count());
    Matcher name = NAME.matcher(NOISE.matcher(query).replaceAll(" "));
    int names = 0;
    while (name.find()) {
      if (!KEYWORDS.contains(name.group())) {
        names++;
        assertThat(
                OF_PROMETHEUS.contains(name.group()) || scrape.sampleNames().contains(name.group()))
            .as("%s in %s", name.group(), query)
            .isTrue();
      }
    }
    assertThat(names).as(query).isPositive();
    Matcher selector = MATCHER.matcher(query);
    while (selector.find()) {
      Matcher label = LABEL.matcher(selector.group(2));
      while (label.find()) {
        checkLabel(selector.group(1), label.group(1), label.group(2), label.group(3), query);
      }
    }
  }

  /** What is asked for by equality has to be a value that there is. */
  private static void checkLabel(
      String name, String label, String operator, String value, String query) {
    if (LABELS_OF_PROMETHEUS.contains(label) || label.equals("status")) {
      return;
    }
    Set<String> values = new HashSet<>();
    scrape
        .families()
        .values()
        .forEach(
            family ->
                family.samples().stream()
                    .filter(sample -> sample.name().equals(name))
                    .forEach(sample -> values.add(sample.labels().get(label))));
    for (String one : operator.contains("~") ? value.split("\\|", -1) : new String[] {value}) {
      assertThat(values).as("%s of %s in %s", label, name, query).contains(one);
    }
  }
}
