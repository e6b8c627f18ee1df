package sellaprime.grid.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.ignite.Ignite;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a durable node, from its directory: opened before its Ignite starts, closed after it
 * has stopped.
 *
 * <p>The steps of a start: {@link #open}; Ignite starts as {@link #configure} says; {@link #enter}
 * the cluster; {@link #restore} what former runs left; then the node takes work. Until then nothing
 * of the former runs is touched, so a start that fails can be repeated.
 */
public final class DurableRun implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DurableRun.class);

  private final DataDirectory directory;
  private final List<FormerStore> former = new ArrayList<>();
  private boolean entered;
  private boolean closed;

  private DurableRun(DataDirectory directory) {
    this.directory = directory;
  }

  /**
   * Takes the directory, and opens what former runs left in it.
   *
   * @param configuration gives a fresh configuration of Ignite at each call
   * @throws DataDirectoryException if it cannot be used; nothing in it was changed
   */
  public static DurableRun open(Path path, Supplier<IgniteConfiguration> configuration) {
    DurableRun run = new DurableRun(DataDirectory.open(path));
    try {
      for (Path store : run.directory.formerStores()) {
        run.lookForDamage(store);
        run.former.add(
            FormerStore.open(store, configuration.get().setConsistentId(run.directory.nodeId())));
      }
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  /** Before Ignite opens the store: it goes on writing where its reading ended. */
  private void lookForDamage(Path store) {
    try {
      for (LogDamage damage : LogDamage.find(store)) {
        log.error(
            "The log {} cannot be read at byte {}, and at least {} whole records that follow are"
                + " lost with it, unless another node has them. The store is kept as {} once all"
                + " else of it is in the cluster, with a copy of that log as it was found",
            damage.file(),
            damage.position(),
            damage.behind(),
            directory.damaged(store));
        directory.keepCopy(store, damage.file());
        if (damage.last()) {
          damage.cut();
        } // else what follows it depends on it, and Ignite refuses the store if it needs it
      }
    } catch (IOException e) {
      throw new DataDirectoryException(
          store + " cannot be read: " + DataDirectory.reason(e) + ". Nothing of it was deleted", e);
    }
  }

  /** The cluster that the directory belongs to, or null before it has entered one. */
  public @Nullable UUID cluster() {
    return directory.cluster();
  }

  /** Returns true if the disk has no room for more jobs. Cost: a system call. */
  public boolean isDiskFull() {
    return directory.isDiskFull();
  }

  /** Free space on the disk. Cost: a system call. */
  public long freeBytes() {
    return directory.freeBytes();
  }

  /** Bytes of this run's write-ahead log. Cost: a walk through some ten files. */
  public long walBytes() {
    return FileTrees.bytes(directory.store(), ".wal");
  }

  /** Has {@code configuration} write to this run's store. */
  public void configure(IgniteConfiguration configuration) {
    configuration
        .setConsistentId(directory.nodeId())
        .setWorkDirectory(directory.store().toString());
  }

  /**
   * Makes {@code ignite} a keeper of all jobs in the cluster that it has joined or is the first of.
   *
   * @throws DataDirectoryException if the directory belongs to another cluster
   */
  public void enter(Ignite ignite, Duration patience) {
    entered = true; // before it is: from that moment on others' jobs count as kept here
    UUID cluster;
    try {
      cluster = new ClusterEntry(ignite, patience).enter(directory);
    } catch (DataDirectoryException e) {
      entered = false; // it was sent away
      throw e;
    }
    directory.belongTo(cluster);
  }

  /**
   * Brings what former runs left into the cluster, and deletes it there.
   *
   * @param crashed whether the nodes of that time died, so that what was in their hands is suspect
   */
  public void restore(Restore restore, boolean crashed) {
    for (FormerStore last : former) {
      if (crashed) {
        restore.bring(last.caches());
      } else {
        restore.bring(last.caches()::forEachJob);
      }
    }
    closeFormerStores();
    try {
      directory.deleteFormerStores();
    } catch (IOException e) {
      log.warn("{} has old files that could not be removed", directory.path(), e);
    }
  }

  private void closeFormerStores() {
    Collections.reverse(former);
    former.forEach(FormerStore::close);
    former.clear();
  }

  /**
   * Gives the directory free. A run that entered no cluster accepted nothing: its store goes, the
   * former ones stay. One that did has what others accepted meanwhile, and perhaps it alone: its
   * store stays beside the former ones, also if they were never restored.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    closeFormerStores();
    if (!entered) {
      directory.deleteStore();
    }
    directory.close();
  }
}
