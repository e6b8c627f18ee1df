package sellaprime.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sellaprime.grid.GridNode;
import sellaprime.grid.tester.NumberTest;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.primality.input.InputLimits;
import sellaprime.rest.RestServer;
import sellaprime.testkit.LocalCluster;

@Timeout(240)
class RemoteBatchesTest {
  private static final BatchQuestion PRIMES = new BatchQuestion(Ask.PRIME, 0, false, 0);

  @Test
  void noMoreOfALineIsKeptThanTheNodeAccepts() throws Exception {
    InputLimits tight = InputLimits.ofDigits(100);
    try (RestServer server = RestServer.bind("127.0.0.1", 0);
        LocalCluster cluster = new LocalCluster()) {
      GridNode node =
          cluster.start(cluster.settings().withHttp(server.url()), NumberTest.primality(tight));
      server.start(node.gateway(), node.batches(), node.cluster(), node.watch(), tight);
      try (RemoteBatches grid =
          new RemoteBatches(server.url(), new Access(null, null), notice -> {})) {
        grid.open("long", PRIMES);
        byte[] list = ("97\n" + "7".repeat(6_000) + "\n89\n").getBytes(UTF_8);
        grid.feed("long", PRIMES, new ByteArrayInputStream(list));
        List<String> results = new CopyOnWriteArrayList<>();
        grid.read("long", 1, false, (through, some) -> results.add(new String(some, UTF_8)));
        assertThat(String.join("", results).lines())
            .containsExactly(
                "97: prime (trial division)",
                "line 2: : error: the line is longer than 5296 bytes",
                "89: prime (trial division)");
      }
    }
  }

  @Test
  void whatAProblemSaysIsRead() {
    assertThat(problem("{\"detail\":\"it is \\\"gone\\\"\",\"title\":\"Gone\"}"))
        .isEqualTo("it is \"gone\"");
    assertThat(problem("{\"title\":\"Gone\"}")).isEqualTo("otherwise");
    assertThat(problem("<html>")).isEqualTo("otherwise");
    assertThat(problem("")).isEqualTo("otherwise");
  }

  private static String problem(String body) {
    return RemoteBatches.problem(body.getBytes(UTF_8), "otherwise");
  }
}
