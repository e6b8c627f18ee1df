package sellaprime.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API keys in a file, one a line: {@code NAME SCOPE sha256:HEX}. Thread-safe.
 *
 * <p>The file is read again when it has changed, so a key that is added or removed counts from the
 * next request on. While the file is away no key counts; while it cannot be understood, those read
 * before do.
 */
public final class ApiKeys {
  private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);

  /** What tells one version of the file from the next. */
  private record Version(long modifiedNanos, long size, @Nullable Object file) {}

  private record Read(@Nullable Version version, List<ApiKey> keys) {}

  private final Path file;
  private volatile Read read;

  private ApiKeys(Path file, Read read) {
    this.file = file;
    this.read = read;
  }

  /**
   * The keys in {@code file}.
   *
   * @throws IOException if it cannot be read or understood; the message is a sentence that says why
   */
  public static ApiKeys open(Path file) throws IOException {
    Version version = version(file);
    return new ApiKeys(file, new Read(version, load(file)));
  }

  /** Who has the key {@code presented}, or null if nobody. Looks at all keys, in constant time. */
  public @Nullable Caller find(String presented) {
    refresh();
    byte[] hash = ApiKey.hash(presented);
    Caller found = null;
    for (ApiKey key : read.keys()) {
      if (key.matches(hash)) { // and on: the time must not tell which one it was
        found = key.caller();
      }
    }
    return found;
  }

  private void refresh() {
    Read now = read;
    try {
      Version version = version(file);
      if (!version.equals(now.version())) {
        read = new Read(version, reload(now.keys()));
      }
    } catch (IOException e) {
      if (now.version() != null) {
        log.error("No API key is accepted while {} cannot be read: {}", file, e.toString());
        read = new Read(null, List.of());
      }
    }
  }

  private List<ApiKey> reload(List<ApiKey> before) throws IOException {
    try {
      List<ApiKey> keys = load(file);
      log.info("Read {} API keys from {}", keys.size(), file);
      return keys;
    } catch (BadKeyFileException e) {
      log.error("The API keys stay as they were: {}", e.getMessage());
      return before;
    }
  }

  private static Version version(Path file) throws IOException {
    try {
      var attributes =
          Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
      return new Version(
          attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
          attributes.size(),
          attributes.fileKey());
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file + "; 'sellaprime keys add' makes one", e);
    }
  }

  private static List<ApiKey> load(Path file) throws IOException {
    List<ApiKey> keys = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          keys.add(ApiKey.parse(line.strip()));
        } catch (IllegalArgumentException e) {
          throw new BadKeyFileException(file + ", line " + number + ": " + e.getMessage());
        }
      }
    }
    return keys;
  }

  /** A file of keys with a line that is not one. */
  private static final class BadKeyFileException extends IOException {
    private static final long serialVersionUID = 1L;

    BadKeyFileException(String message) {
      super(message);
    }
  }

  /** Whose keys there are. */
  public List<Caller> callers() {
    return read.keys().stream().map(ApiKey::caller).toList();
  }

  /**
   * Adds a new key to {@code file}, which need not be there yet.
   *
   * @return the key, which is kept nowhere
   * @throws IOException with a sentence that says why not
   */
  public static String add(Path file, String name, Scope scope) throws IOException {
    if (!ApiKey.NAME.matcher(name).matches()) {
      throw new IOException(
          "a key's name has 1 to 64 letters, digits, '.', '_', '@' and '-', and not '"
              + name
              + "'");
    }
    String text = ApiKey.newText();
    change(
        file,
        () -> {
          List<ApiKey> keys = Files.exists(file) ? load(file) : new ArrayList<>();
          if (keys.stream().anyMatch(key -> key.caller().name().equals(name))) {
            throw new IOException(file + " has a key of " + name + " already; remove it first");
          }
          keys.add(ApiKey.of(name, scope, text));
          return keys;
        });
    return text;
  }

  /**
   * Removes a key: from the next request on it opens nothing.
   *
   * @throws IOException with a sentence that says why not
   */
  public static void remove(Path file, String name) throws IOException {
    version(file);
    change(
        file,
        () -> {
          List<ApiKey> keys = load(file);
          if (!keys.removeIf(key -> key.caller().name().equals(name))) {
            throw new IOException(file + " has no key of " + name);
          }
          return keys;
        });
  }

  /** Reads the keys as they are, and says how they are to be. */
  private interface Change {
    List<ApiKey> keys() throws IOException;
  }

  /**
   * All of it or nothing, also for a node that reads the file at this moment. The next file is the
   * lock, so it is made before the keys are read: nobody else changes them in between.
   */
  private static void change(Path file, Change change) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      OwnerFiles.write(next, "");
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          next
              + " is there: another 'sellaprime keys' is at work, or was killed at it; if none is"
              + " at work, delete it, as "
              + file.getFileName()
              + " is as it was",
          e);
    } catch (IOException e) {
      throw new IOException(OwnerFiles.cannotMake(file, e), e);
    }
    boolean done = false;
    try {
      Files.writeString(
          next,
          change.keys().stream().map(key -> key.line() + "\n").collect(Collectors.joining()),
          StandardOpenOption.WRITE);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(next);
      }
    }
  }
}
