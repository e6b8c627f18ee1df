package sellaprime.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client against Ignite nodes in this JVM. */
@Timeout(60)
class PrimesClientTest {
  private static final BigInteger M127 = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);

  private static final TestNodes NODES = new TestNodes();
  private static String steady = "";

  @BeforeAll
  static void startNode() {
    steady = NODES.start();
  }

  @AfterAll
  static void stopNodes() {
    NODES.close();
  }

  @Test
  void numbersAreTested() throws InterruptedException {
    try (PrimesClient client = PrimesClient.connect(steady)) {
      assertThat(client.test(M127)).isEqualTo(Verdict.PROBABLE_PRIME);
      assertThat(client.test(M127.add(BigInteger.ONE), Duration.ofSeconds(20)))
          .isEqualTo(Verdict.COMPOSITE);
      assertThat(client.test("97")).isEqualTo(Verdict.PROBABLE_PRIME);
      assertThat(client.testAsync(BigInteger.ONE.shiftLeft(5000)).join().verdict())
          .isEqualTo(Verdict.COMPOSITE);
    }
  }

  @Test
  void newPrimesAreOrdered() throws Exception {
    try (PrimesClient client = PrimesClient.connect(steady)) {
      assertThat(client.newPrime(100).bitLength()).isEqualTo(100);
      PrimeOrder order =
          PrimeOrder.ofBits(64).safe().congruentTo(BigInteger.valueOf(7), BigInteger.TEN).count(2);
      assertThat(client.newPrimes(order)).isNotEmpty();
      assertThat(client.newPrimesAsync("p", order).get(20, SECONDS).primes()).hasSize(1);
    }
  }

  @Test
  void jobsAreSubmittedAwaitedLookedUpAndCancelled() throws InterruptedException {
    try (PrimesClient client = PrimesClient.connect(steady);
        PrimesClient other = PrimesClient.connect(steady)) {
      assertThat(client.submit("mine", "91")).isEqualTo("mine");
      assertThat(client.submit("mine", "91")).isEqualTo("mine");
      assertThat(other.await("mine").join().verdict()).isEqualTo(Verdict.COMPOSITE);
      assertThat(other.get("mine").state()).isEqualTo(JobInfo.State.DONE);
      assertThat(other.cancel("mine").state()).isEqualTo(JobInfo.State.DONE);
      String made = client.submitAsync("7").join();
      assertThat(other.await(made).join().number()).isEqualTo("7");
    }
  }

  @Test
  void refusalsReachTheCaller() {
    try (PrimesClient client = PrimesClient.connect(steady)) {
      assertThatThrownBy(() -> client.test("seven"))
          .isInstanceOfSatisfying(
              JobRefusedException.class,
              e -> assertThat(e.status()).isEqualTo(Reply.Status.BAD_REQUEST))
          .hasMessageContaining("not a number: seven");
      assertThatThrownBy(() -> client.get("nobody's")).isInstanceOf(JobNotFoundException.class);
      assertThatThrownBy(() -> client.await("nobody's").get(20, SECONDS))
          .hasCauseInstanceOf(JobNotFoundException.class);
      client.submitAsync("taken", "7").join();
      assertThatThrownBy(() -> client.submit("taken", "8"))
          .isInstanceOfSatisfying(
              JobRefusedException.class,
              e -> assertThat(e.status()).isEqualTo(Reply.Status.CONFLICT));
      assertThatThrownBy(() -> client.test(BigInteger.ONE.negate()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aFailedCallShowsItsCallersStack() {
    try (PrimesClient client = PrimesClient.connect(steady)) {
      assertThatThrownBy(() -> client.get("nobody's"))
          .satisfies(
              e ->
                  assertThat(e.getStackTrace())
                      .anyMatch(frame -> frame.getClassName().startsWith("org.junit")));
    }
  }

  @Test
  void nobodyThereIsSaidClearly() {
    PrimesClientBuilder builder =
        PrimesClient.builder()
            .addresses("127.0.0.1:9,localhost:9")
            .connectTimeout(Duration.ofMillis(300));
    assertThatThrownBy(builder::connect)
        .isInstanceOf(PrimesClientException.class)
        .hasMessageContaining("No node of a sellaprime cluster answers within 0.3 s")
        .hasMessageContaining("127.0.0.1:9, localhost:9");
  }

  @Test
  void aNodeThatIsKilledWhile200CallersWaitTakesNoAnswerWithIt() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("PrimesClientTest seed " + seed);
    Random random = new Random(seed);
    String doomed = NODES.start();
    int before = CachedPrimesService.SUBMITTED.size();
    ExecutorService callers = Executors.newFixedThreadPool(100);
    CachedPrimesService.answering = false;
    try (PrimesClient client = PrimesClient.connect(doomed)) {
      List<BigInteger> numbers = new ArrayList<>();
      List<Future<Verdict>> blocked = new ArrayList<>();
      List<CompletableFuture<JobInfo>> futures = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        BigInteger n = new BigInteger(64, random);
        numbers.add(n);
        blocked.add(callers.submit(() -> client.test(n)));
        futures.add(client.testAsync(n));
      }
      while (CachedPrimesService.SUBMITTED.size() < before + 200) {
        Thread.onSpinWait();
      }
      NODES.kill(doomed);
      CachedPrimesService.answering = true;
      for (int i = 0; i < numbers.size(); i++) {
        Verdict expected =
            numbers.get(i).isProbablePrime(50) ? Verdict.PROBABLE_PRIME : Verdict.COMPOSITE;
        assertThat(blocked.get(i).get(30, SECONDS)).isEqualTo(expected);
        assertThat(futures.get(i).get(30, SECONDS).verdict()).isEqualTo(expected);
      }
      assertThat(client.test("7")).isEqualTo(Verdict.PROBABLE_PRIME);
      assertThat(CachedPrimesService.SUBMITTED.size()).isEqualTo(before + 201);
    } finally {
      CachedPrimesService.answering = true;
      callers.shutdownNow();
    }
  }

  @Test
  void aNodeThatFreezesIsLeftAfterTheRequestTimeout() throws Exception {
    try (Relay relay = new Relay(steady);
        PrimesClient client =
            PrimesClient.builder()
                .addresses(relay.address())
                .requestTimeout(Duration.ofMillis(400))
                .connect()) {
      assertThat(client.test("7")).isEqualTo(Verdict.PROBABLE_PRIME);
      relay.freeze();
      assertThat(client.test("9", Duration.ofSeconds(20))).isEqualTo(Verdict.COMPOSITE);
    }
  }

  @Test
  void aFrozenNodeAmongTheAddressesDoesNotPreventConnecting() throws Exception {
    try (Relay relay = new Relay(steady)) {
      relay.freeze();
      PrimesClientBuilder builder =
          PrimesClient.builder()
              .addresses(relay.address() + "," + steady)
              .requestTimeout(Duration.ofMillis(400));
      for (int i = 0; i < 5; i++) {
        try (PrimesClient client = builder.connect()) {
          assertThat(client.test("7")).isEqualTo(Verdict.PROBABLE_PRIME);
        }
      }
    }
  }

  @Test
  void closingDoesNotWaitForAFrozenNode() throws Exception {
    try (Relay relay = new Relay(steady)) {
      PrimesClient client =
          PrimesClient.builder()
              .addresses(relay.address())
              .requestTimeout(Duration.ofHours(1))
              .connect();
      relay.freeze();
      CompletableFuture<JobInfo> pending = client.testAsync("7");
      relay.awaitSwallowed();
      client.close();
      assertThatThrownBy(() -> pending.get(20, SECONDS))
          .hasMessageContaining("The client was closed");
    }
  }

  @Test
  void aProgramThatUsesTheClientWithTheDocumentedFlagsPrintsNothingOfItsOwn(@TempDir Path directory)
      throws IOException, InterruptedException {
    assertThat(run(directory, "--add-opens=java.base/java.nio=ALL-UNNAMED"))
        .isEqualTo("PROBABLE_PRIME\n");
  }

  @Test
  void withoutTheFlagsTheErrorSaysWhatIsMissing(@TempDir Path directory)
      throws IOException, InterruptedException {
    assertThat(run(directory, "-Xshare:auto"))
        .contains("Ignite's thin client cannot run in this JVM")
        .contains("--add-opens");
  }

  /** Everything that the program writes, to whichever stream. */
  private static String run(Path directory, String flag) throws IOException, InterruptedException {
    File output = directory.resolve("output").toFile();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", flag));
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            QuietProgram.class.getName(),
            steady,
            "65537"));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    try {
      assertThat(process.waitFor(40, SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output.toPath(), StandardCharsets.UTF_8);
  }
}
