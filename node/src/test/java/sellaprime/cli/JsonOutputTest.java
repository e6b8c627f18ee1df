package sellaprime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --json} of the commands that need no node; {@code CliIT} has the others. */
class JsonOutputTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path temp;

  /** Commands that print no data, or have their data in other forms. */
  private static final List<String> WITHOUT = List.of("remove", "completion");

  @Test
  void everyCommandThatPrintsDataHasIt() {
    assertThat(CommandLines.leaves().filter(one -> !WITHOUT.contains(one.name())))
        .allSatisfy(
            command ->
                assertThat(command.optionsMap().keySet())
                    .as(command.qualifiedName())
                    .contains("--json"));
  }

  private static List<JsonNode> lines(String... args) throws Exception {
    CommandLines.Result result = CommandLines.run(SellaprimeCommand.commandLine(), args);
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    List<JsonNode> lines = new java.util.ArrayList<>();
    for (String line : result.out().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  @Test
  void keys() throws Exception {
    String file = temp.resolve("keys").toString();
    JsonNode added = lines("keys", "add", file, "--name=shop", "--scope=submit", "--json").get(0);
    assertThat(added.path("key").asText()).hasSizeGreaterThan(30);
    JsonNode listed = lines("keys", "list", file, "--json").get(0);
    assertThat(listed).isEqualTo(JSON.valueToTree(Map.of("name", "shop", "scope", "submit")));
    assertThat(lines("keys", "remove", file, "shop")).isEmpty();
  }

  @Test
  void certificates() throws Exception {
    Path ca = temp.resolve("ca");
    List<JsonNode> made = lines("ca", "create", ca.toString(), "a", "b", "--caller=me", "--json");
    assertThat(made.stream().map(one -> one.path("kind").asText()))
        .isEqualTo(Arrays.asList("node", "node", "caller"));
    assertThat(made.get(2).path("directory").asText()).isEqualTo(ca.resolve("me").toString());
  }

  @Test
  void moduli() {
    JsonNode line = Moduli.found(BigInteger.valueOf(2579), 2).json(Instant.EPOCH);
    assertThat(line.path("modulus").asText()).isEqualTo("0xa13");
    assertThat(line.path("generator").asInt()).isEqualTo(2);
    assertThat(line.path("time").asText()).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void theReadyLine() throws Exception {
    Served.Ready ready = new Served.Ready("http://h:1", "h:2", "h:3", "n", "keeper");
    assertThat(ready.line()).isEqualTo("ready http://h:1 thin h:2 discovery h:3 name n");
    JsonNode json = JSON.readTree(ready.json());
    assertThat(json.path("ready").asBoolean()).isTrue();
    assertThat(json.path("discovery").asText()).isEqualTo("h:3");
    Served.Ready tester = new Served.Ready("http://h:1", null, null, "n", "tester");
    assertThat(tester.line()).isEqualTo("ready http://h:1 name n role tester");
    assertThat(JSON.readTree(tester.json()).path("role").asText()).isEqualTo("tester");
  }
}
