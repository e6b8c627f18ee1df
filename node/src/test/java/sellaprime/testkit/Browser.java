package sellaprime.testkit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium without a window, as far as this machine has it. Browser and driver are those on the
 * path, and nothing is ever downloaded.
 */
public final class Browser implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path PICTURES = Path.of("target/web");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; the test that asks is skipped where there is none. */
  public static Browser start() {
    Optional<Path> program = BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
    Optional<Path> helper = onPath("chromedriver");
    assumeTrue(
        program.isPresent() && helper.isPresent(),
        "skipped: chromium and chromedriver are not both on the path");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // as root, in containers, it would not start
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--disable-background-networking",
        "--force-device-scale-factor=1",
        "--window-size=1280,900");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(helper.orElseThrow().toFile())
            .usingAnyFreePort()
            .withLogFile(new File("target/chromedriver.log"))
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<Path> onPath(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder).resolve(program);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Opens {@code url} with nothing remembered of it. */
  public void open(String url) {
    driver.get(url);
    driver.executeScript("sessionStorage.clear()");
    driver.get(url);
  }

  /** Loads the page again, and waits until that is done. */
  public void reload() {
    driver.navigate().refresh();
  }

  /** Forgets all files that it has kept. */
  public void forgetFiles() {
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
  }

  /** The first element that {@code css} finds. */
  public WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  /** All elements that {@code css} finds. */
  public List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The text of all that {@code css} finds, joined by line feeds. */
  public String text(String css) {
    Object text =
        js(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText).join('\\n')",
            css);
    return String.valueOf(text);
  }

  /** The texts of what {@code css} finds, each by itself. */
  public List<String> texts(String css) {
    return list("return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)", css);
  }

  /** What a script in the page returns, which is an array. */
  public List<String> list(String script, Object... arguments) {
    return js(script, arguments) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Waits until the text of {@code css} has {@code part} in it. */
  public void awaitText(String css, String part) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .alias(part + " in " + css)
        .until(() -> text(css), text -> text.contains(part));
  }

  /** Runs a script in the page. */
  public @Nullable Object js(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that gives its answer to its last argument. */
  public @Nullable Object jsLater(String script) {
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    return driver.executeAsyncScript(script);
  }

  /** Types into whatever has the focus. */
  public void type(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** What the page looks like from now on. */
  public void show(int width, int height, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Writes what is to be seen to {@code target/web/NAME.png}. */
  public void picture(String name) throws IOException {
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /** Errors in the browser's console since this was last asked. */
  public List<String> errors() {
    List<String> errors = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        errors.add(entry.getMessage());
      }
    }
    return errors;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
