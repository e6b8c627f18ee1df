package sellaprime.grid.data;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's directory: a mark that says whose it is, a lock while a node uses it, and one Ignite
 * store per run of the node.
 *
 * <p><b>Shape.</b> {@code sellaprime.properties} (format, node id, cluster id), {@code lock},
 * {@code store-1}, {@code store-2}, ... The highest number is of the latest run. {@code damaged-3}
 * was {@code store-3}, and its log was found damaged.
 *
 * <p><b>Guarantees.</b> A directory that is not sellaprime's own is never written to, and a former
 * store only deleted by {@link #deleteFormerStores}; a damaged one only when another is kept.
 */
public final class DataDirectory implements AutoCloseable {
  /** Free space without which a node does not start: its own needs, and some room for jobs. */
  static final long MIN_FREE_BYTES = 64L << 20;

  /** Free space below which no more jobs are accepted: what is left is for their outcomes. */
  static final long RESERVE_BYTES = 32L << 20;

  private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);
  private static final String MARK = "sellaprime.properties";
  private static final String LOCK = "lock";
  private static final String FORMAT = "1";
  private static final Pattern STORE = Pattern.compile("store-(\\d{1,9})");
  private static final Pattern DAMAGED = Pattern.compile("damaged-\\d{1,9}");

  /** Ends the name of a copy of a log that was found damaged. */
  private static final String COPY = ".damaged";

  /**
   * What may be in a directory that is as good as empty: an interrupted first start leaves some.
   */
  private static final Set<String> NOTHING = Set.of(LOCK, MARK + ".new", "lost+found");

  private final Path path;
  private final FileStore disk;
  private final FileChannel lock;
  private final Properties mark = new Properties();
  private final List<Path> formerStores;
  private final Path store;

  private DataDirectory(Path path, FileChannel lock) throws IOException {
    this.path = path;
    this.disk = Files.getFileStore(path);
    this.lock = lock;
    Path file = path.resolve(MARK);
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        mark.load(in);
      }
      check();
    } else {
      mark.setProperty("format", FORMAT);
      mark.setProperty("node", UUID.randomUUID().toString());
      writeMark();
    }
    List<Integer> numbers = storeNumbers();
    this.formerStores = numbers.stream().map(n -> path.resolve("store-" + n)).toList();
    this.store =
        path.resolve("store-" + (numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1));
  }

  /**
   * Takes {@code path} for this process, and makes it a data directory if there is nothing yet.
   *
   * @throws DataDirectoryException if it cannot be used
   */
  public static DataDirectory open(Path path) {
    Path directory = path.toAbsolutePath().normalize();
    @Nullable FileChannel lock = null;
    try {
      create(directory);
      refuseStrangers(directory);
      lock = lock(directory);
      DataDirectory opened = new DataDirectory(directory, lock);
      opened.checkSpace();
      return opened;
    } catch (IOException | RuntimeException e) {
      close(lock);
      throw e instanceof DataDirectoryException known
          ? known
          : new DataDirectoryException(
              "the data directory " + directory + " cannot be used: " + reason(e), e);
    }
  }

  private static void create(Path directory) throws IOException {
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(directory)) {
      throw new DataDirectoryException(directory + " is a file; --data takes a directory", null);
    }
    Files.createDirectories(directory);
  }

  private static void refuseStrangers(Path directory) throws IOException {
    if (Files.exists(directory.resolve(MARK))) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.anyMatch(file -> !NOTHING.contains(file.getFileName().toString()))) {
        throw new DataDirectoryException(
            directory
                + " has files in it that are not sellaprime's; --data takes an empty directory,"
                + " or one that a node has used before",
            null);
      }
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock taken = channel.tryLock();
      if (taken != null) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      log.debug("{} is in use by this very process", directory, e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new DataDirectoryException(
        "the data directory "
            + directory
            + " is in use by a running node (process "
            + Files.readString(directory.resolve(LOCK)).strip()
            + "); every node needs a directory of its own",
        null);
  }

  private void check() {
    String format = mark.getProperty("format");
    if (format == null || !isId(mark.getProperty("node")) || !isId(clusterText())) {
      throw new DataDirectoryException(
          path.resolve(MARK) + " is damaged or not sellaprime's", null);
    }
    if (!format.equals(FORMAT)) {
      throw new DataDirectoryException(
          "the data directory "
              + path
              + " has format "
              + format
              + "; this version of sellaprime knows format "
              + FORMAT
              + " only",
          null);
    }
  }

  private String clusterText() {
    return mark.getProperty("cluster", mark.getProperty("node"));
  }

  private static boolean isId(@Nullable String text) {
    try {
      return text != null && UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void checkSpace() throws IOException {
    long free = disk.getUsableSpace();
    if (free < MIN_FREE_BYTES) {
      throw new DataDirectoryException(
          "the disk of the data directory "
              + path
              + " is full: "
              + (free >> 20)
              + " MB are free, and a node needs "
              + (MIN_FREE_BYTES >> 20)
              + " MB to start",
          null);
    }
  }

  /** Returns true if the disk has no room for more jobs. */
  boolean isDiskFull() {
    return isFull(disk);
  }

  /** Free space on its disk, or 0 if that cannot be told. */
  long freeBytes() {
    try {
      return disk.getUsableSpace();
    } catch (IOException e) {
      log.debug("How full the disk {} is cannot be told", disk, e);
      return 0;
    }
  }

  /** Returns true if the disk of {@code directory} has no room for more jobs. */
  public static boolean isDiskFull(Path directory) {
    try {
      return isFull(Files.getFileStore(directory));
    } catch (IOException e) {
      log.warn("The disk of {} is not there", directory, e);
      return false;
    }
  }

  private static boolean isFull(FileStore disk) {
    try {
      return disk.getUsableSpace() < RESERVE_BYTES;
    } catch (IOException e) {
      log.warn("How full the disk {} is cannot be told", disk, e);
      return false;
    }
  }

  private List<Integer> storeNumbers() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      files.forEach(
          file -> {
            Matcher name = STORE.matcher(file.getFileName().toString());
            if (name.matches()) {
              numbers.add(Integer.valueOf(name.group(1)));
            }
          });
    }
    numbers.sort(Comparator.naturalOrder());
    return numbers;
  }

  private void writeMark() throws IOException {
    Path fresh = path.resolve(MARK + ".new");
    try (OutputStream out = Files.newOutputStream(fresh)) {
      mark.store(out, "A data directory of sellaprime; do not edit");
    }
    FileTrees.sync(fresh);
    Files.move(
        fresh,
        path.resolve(MARK),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    FileTrees.sync(path);
  }

  /** The directory. */
  public Path path() {
    return path;
  }

  /** The node's id, the same for every run from this directory. */
  public String nodeId() {
    return mark.getProperty("node");
  }

  /** The cluster whose jobs are in it, or null before the first run. */
  public @Nullable UUID cluster() {
    String cluster = mark.getProperty("cluster");
    return cluster == null ? null : UUID.fromString(cluster);
  }

  /** From now on it belongs to {@code cluster}. */
  public void belongTo(UUID cluster) {
    if (cluster.equals(cluster())) {
      return;
    }
    mark.setProperty("cluster", cluster.toString());
    try {
      writeMark();
    } catch (IOException e) {
      throw new DataDirectoryException(path + " cannot be written: " + reason(e), e);
    }
  }

  /** Where this run keeps what it accepts; nothing is there yet. */
  public Path store() {
    return store;
  }

  /** What former runs left, oldest first. */
  public List<Path> formerStores() {
    return formerStores;
  }

  /**
   * Deletes what former runs left, once all of it is on disk in {@link #store}; a damaged store is
   * kept under another name.
   */
  public void deleteFormerStores() throws IOException {
    if (!formerStores.isEmpty()) {
      FileTrees.syncAll(store);
      FileTrees.sync(path);
      for (Path former : formerStores) {
        if (isDamaged(former)) {
          keep(former);
        } else {
          FileTrees.delete(former);
        }
      }
    }
  }

  /** Where {@code store} stays if it was damaged. */
  Path damaged(Path store) {
    return path.resolve("damaged-" + store.getFileName().toString().replace("store-", ""));
  }

  /**
   * Copies {@code log}, which is damaged, into its store, before it is changed. So the store counts
   * as damaged from now on.
   */
  void keepCopy(Path store, Path log) throws IOException {
    String name = store.relativize(log).toString().replace(File.separatorChar, '-');
    Path copy = store.resolve(name + COPY);
    if (!Files.exists(copy)) { // else Ignite has changed the log since
      Path fresh = store.resolve(copy.getFileName() + ".new");
      Files.copy(log, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static boolean isDamaged(Path store) throws IOException {
    return !names(store, file -> file.endsWith(COPY)).isEmpty();
  }

  /** One at most, or a failing disk would fill itself up. */
  private void keep(Path store) throws IOException {
    for (Path before : names(path, file -> DAMAGED.matcher(file).matches())) {
      FileTrees.delete(before);
    }
    Files.move(store, damaged(store));
    FileTrees.sync(path);
  }

  private static List<Path> names(Path directory, Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> wanted.test(file.getFileName().toString())).toList();
    }
  }

  /** Deletes this run's store: the run has failed before it accepted anything. */
  public void deleteStore() {
    try {
      FileTrees.delete(store);
    } catch (IOException e) {
      log.warn("{} could not be removed; the next start reads it", store, e);
    }
  }

  /** Why {@code e} happened, in words for people. */
  static String reason(Throwable e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it is not there, and cannot be made";
    }
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  private static void close(@Nullable FileChannel lock) {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        log.debug("A lock was not closed", e);
      }
    }
  }

  /** Gives the directory free for another node. May be called twice. */
  @Override
  public void close() {
    close(lock);
  }
}
