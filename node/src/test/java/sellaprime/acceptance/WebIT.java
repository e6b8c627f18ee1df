package sellaprime.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import sellaprime.testkit.Browser;
import sellaprime.testkit.ProcessCluster;
import sellaprime.testkit.ProcessNode;

/** The web page, in a browser, served by real nodes, some of which are killed. */
class WebIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What the first screen may weigh on the wire. */
  private static final long MOST_BYTES = 100_000;

  /**
   * Tests of some seconds, whose answers are known: primes of the OEIS' A000043, A002981, A002982,
   * A005234, A006794.
   */
  private static final List<String> LONG_PRIMES = List.of("2^44497-1", "3*2^34350+1", "15877#-1");

  private static final List<String> MORE_LONG_PRIMES = List.of("1477!+1", "11549#+1", "13649#+1");

  private static Browser browser;
  private static ProcessCluster cluster;
  private static ProcessNode node;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    cluster = new ProcessCluster("web");
    node = cluster.start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(ProcessNode at) {
    browser.show(1280, 900, false);
    browser.open(at.http() + "/");
    browser.awaitText("#link-text", "Watching from node " + at.name());
    browser.errors(); // those of former pages
  }

  private static void ask(String number) {
    WebElement field = browser.find("#number");
    field.clear();
    field.sendKeys(number, Keys.ENTER);
    browser.awaitText("#answers > li:first-child .what", number);
  }

  private static void hasNoErrors() {
    assertThat(browser.errors()).as("errors in the console").isEmpty();
  }

  @Test
  void aNumberIsAskedAndItsVerdictShown() {
    open(node);
    ask("2^521-1");
    browser.awaitText("#answers > li:first-child .badge", "prime");
    assertThat(browser.text("#answers > li:first-child"))
        .contains("Lucas-Lehmer", "answered by web-");
    ask("561");
    browser.awaitText("#answers > li:first-child .badge", "composite");
    browser.awaitText("#said", "561: composite. divisible by 3");
    browser.awaitText("#jobs", "2^521-1");
    browser.find("#answers > li:first-child .remove").click();
    assertThat(browser.text("#answers")).doesNotContain("561").contains("2^521-1");
    hasNoErrors();
  }

  @Test
  void questionsOutliveAReload() {
    open(node);
    ask("2^89-1");
    browser.awaitText("#answers .badge", "prime");
    browser.js("location.reload()");
    browser.awaitText("#answers .what", "2^89-1");
    browser.awaitText("#answers .badge", "prime");
    hasNoErrors();
  }

  @Test
  void badInputSaysWhatIsWrong() {
    open(node);
    WebElement field = browser.find("#number");
    field.sendKeys(Keys.ENTER);
    browser.awaitText("#ask-error", "Type a number first");
    field.sendKeys("13A", Keys.ENTER);
    browser.awaitText("#ask-error", "At character 3: 'A' does not belong here.");
    assertThat(field.getAttribute("aria-invalid")).isEqualTo("true");
    WebElement length = browser.find("#length");
    length.clear();
    length.sendKeys("many", Keys.ENTER);
    browser.awaitText("#buy-error", "A length is a whole number of bits");
    length.clear();
    length.sendKeys("1", Keys.ENTER);
    await().atMost(PATIENCE).until(() -> browser.text("#buy-error").contains("prime"));
    assertThat(browser.errors())
        .as("the browser itself tells of answers that are 400, and nothing else is wrong")
        .allMatch(error -> error.contains("status of 400"));
  }

  @Test
  void primesAreBought() {
    open(node);
    assertThat(browser.text("#buy-form")).contains("is not a secret");
    browser.find("#count").clear();
    browser.find("#count").sendKeys("2", Keys.ENTER);
    browser.awaitText("#purchases .badge", "found");
    String[] primes = browser.text("#purchases pre").split("\n", -1);
    assertThat(primes).hasSize(2);
    for (String prime : primes) {
      BigInteger p = new BigInteger(prime);
      assertThat(p.bitLength()).isEqualTo(256);
      assertThat(p.isProbablePrime(40)).isTrue();
    }
    browser.find("#purchases select").sendKeys("hexadecimal");
    browser.awaitText("#purchases pre", "0x" + new BigInteger(primes[0]).toString(16));
    browser.find("#format").sendKeys("PEM");
    assertThat(browser.find("#safe").isSelected()).isTrue();
    WebElement length = browser.find("#length");
    length.clear();
    length.sendKeys("128", Keys.ENTER);
    browser.awaitText("#purchases > li:first-child pre", "-----END DH PARAMETERS-----");
    hasNoErrors();
  }

  @Test
  void aLongJobIsCancelled() {
    open(node);
    ask("2^216091-1");
    browser.awaitText("#answers > li:first-child .badge", "running");
    browser.find("#answers > li:first-child .cancel").click();
    browser.awaitText("#answers > li:first-child .badge", "cancelled");
    ask("2^132049-1");
    browser.awaitText("#jobs > li:first-child .what", "2^132049-1");
    browser.find("#jobs > li:first-child button").click();
    browser.awaitText("#answers > li:first-child .badge", "cancelled");
    browser.find("#f-state").sendKeys("cancelled");
    browser.awaitText("#jobs", "2^216091-1");
    await().atMost(PATIENCE).until(() -> !browser.text("#jobs .badge").contains("prime"));
    hasNoErrors();
  }

  @Test
  void theKeyboardIsEnough() {
    open(node);
    browser.js("document.body.focus()");
    browser.type(Keys.TAB);
    assertThat(focus()).isEqualTo("Skip to the question");
    browser.type(Keys.ENTER);
    browser.type("6700417", Keys.ENTER);
    browser.awaitText("#answers .badge", "prime");
    assertThat(focused("id")).isEqualTo("number");
    browser.type(Keys.TAB, Keys.TAB); // over the button that asks
    assertThat(focus()).isEqualTo("2^127-1");
    assertThat(browser.js("return getComputedStyle(document.activeElement).outlineStyle"))
        .as("the focus is to be seen")
        .isEqualTo("solid");
    browser.type(Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB);
    assertThat(focused("aria-label")).isEqualTo("Put away 6700417");
    browser.type(Keys.ENTER);
    assertThat(browser.all("#answers > li")).isEmpty();
    assertThat(focused("id")).isEqualTo("number");
    hasNoErrors();
  }

  private static String focus() {
    return String.valueOf(browser.js("return document.activeElement.textContent"));
  }

  private static String focused(String attribute) {
    return String.valueOf(
        browser.js("return document.activeElement.getAttribute(arguments[0])", attribute));
  }

  @Test
  void itIsSmallAndTakesAllFromItsNode() {
    open(node);
    browser.forgetFiles();
    browser.js("location.reload()");
    browser.awaitText("#link-text", "Watching");
    Object size = browser.js(SIZE);
    browser.js("location.reload()");
    browser.awaitText("#link-text", "Watching");
    Object warm = browser.js(SIZE);
    assertThat((Long) size).isBetween(10_000L, MOST_BYTES);
    assertThat((Long) warm).as("bytes when it is loaded again").isLessThan(20_000);
    assertThat(
            browser.js(
                "return performance.getEntriesByType('resource').map(e => e.name)"
                    + ".filter(name => !name.startsWith(location.origin)).join()"))
        .isEqualTo("");
    System.out.println(
        "web page: "
            + size
            + " bytes, "
            + warm
            + " when loaded again, first painted after "
            + browser.js(
                "return Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)")
            + " ms");
    hasNoErrors();
  }

  private static final String SIZE =
      "return performance.getEntriesByType('resource')"
          + ".filter(e => e.name.includes('/web/'))"
          + ".concat(performance.getEntriesByType('navigation'))"
          + ".reduce((sum, e) => sum + e.transferSize, 0)";

  @Test
  void itFitsSmallScreensAndIsAccessible() throws Exception {
    open(node);
    ask("2^127-1");
    browser.find("#number").clear();
    browser.find("#number").sendKeys("1".repeat(300), Keys.ENTER);
    browser.awaitText("#answers > li:first-child .what", "1".repeat(30) + "…");
    ask("561");
    browser.awaitText("#answers > li:first-child .badge", "composite");
    browser.js("document.getElementById('buy-form').requestSubmit()");
    browser.awaitText("#purchases .badge", "found");
    browser.awaitText("#jobs", "561");
    browser.js("document.activeElement.blur(); scrollTo(0, 0)");
    for (boolean dark : new boolean[] {false, true}) {
      String tone = dark ? "dark" : "light";
      browser.show(1280, 900, dark);
      isAccessible(tone);
      browser.picture("page-" + tone);
      browser.show(360, 800, dark);
      Object excess =
          browser.js(
              "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(excess).as("pixels to scroll sideways").isEqualTo(0L);
      isAccessible(tone + ", narrow");
      browser.picture("narrow-" + tone);
    }
    hasNoErrors();
  }

  private static void isAccessible(String how) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(WebIT.class.getResourceAsStream("/axe.min.js"), "axe-core")) {
      String axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Object findings =
          browser.jsLater(
              axe
                  + ";const done = arguments[arguments.length - 1];"
                  + "axe.run().then(r => done(r.violations"
                  + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                  + ".map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')).join('\\n')),"
                  + " e => done(String(e)))");
      assertThat(findings).as("findings of axe, %s", how).isEqualTo("");
    }
  }

  @Test
  void aNodeIsKilledAndThePageTellsAll() throws Exception {
    ProcessNode victim = cluster.start();
    open(node);
    browser.awaitText("#nodes", victim.name());
    String number = askUntilOneIsAt(victim, LONG_PRIMES);
    victim.kill();
    tellsOfTheDeath(victim, number);
    assertThat(browser.text("#link-text")).isEqualTo("Watching from node " + node.name());
    browser.picture("killed");
    hasNoErrors();
  }

  @Test
  void theNodeOfThePageIsKilledAndAnotherTellsAll() throws Exception {
    ProcessNode victim = cluster.start();
    open(victim);
    browser.awaitText("#nodes", node.name());
    await().atMost(PATIENCE).until(() -> node.clusterSize() == cluster.living().size());
    browser.js("location.reload()"); // by now its policy names the other
    browser.awaitText("#link-text", "Watching from node " + victim.name());
    String number = askUntilOneIsAt(victim, MORE_LONG_PRIMES);
    browser.errors();
    victim.kill();
    browser.awaitText("#link-text", "Watching from node " + node.name());
    tellsOfTheDeath(victim, number);
    ask("2^607-1"); // through the other
    browser.awaitText("#answers > li:first-child .badge", "prime");
    assertThat(browser.errors())
        .as("what was lost on the way, and nothing else")
        .allMatch(error -> error.contains("net::ERR_"));
  }

  /** Returns a number, asked on the page, that is being tested at {@code victim}. */
  private static String askUntilOneIsAt(ProcessNode victim, List<String> numbers) {
    for (String number : numbers) {
      ask(number);
      JsonNode[] job = new JsonNode[1];
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                for (JsonNode one : node.get("/v1/jobs?kind=number&limit=5").path("jobs")) {
                  if (one.path("what").asText().equals(number)) {
                    job[0] = one;
                  }
                }
                return job[0] != null && !job[0].path("state").asText().equals("queued");
              });
      if (job[0].path("state").asText().equals("running")
          && job[0].path("owner").asText().equals(victim.name())) {
        return number;
      }
    }
    throw new AssertionError("none of these was tested at " + victim.name() + ": " + numbers);
  }

  private static void tellsOfTheDeath(ProcessNode victim, String number) {
    browser.awaitText("#nodes .gone", victim.name());
    browser.awaitText("#happened .died", "Node " + victim.name() + " is gone");
    browser.awaitText("#happened .handed-over", "from " + victim.name() + " to " + node.name());
    browser.awaitText("#answers", victim.name() + " died while it was tested there");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                browser.all("#answers > li").stream()
                    .filter(card -> card.getText().contains(number))
                    .allMatch(
                        card -> card.findElement(By.className("badge")).getText().equals("prime")));
  }
}
