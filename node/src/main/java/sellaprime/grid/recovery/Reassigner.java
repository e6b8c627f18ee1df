package sellaprime.grid.recovery;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.balance.Membership;
import sellaprime.grid.balance.NoTesterException;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.jobs.UnfinishedJobs;
import sellaprime.grid.jobs.UnfinishedJobs.Assignment;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.observe.GridObserver.HandOver;
import sellaprime.job.JobEvent.Reassigned;

/**
 * Gives the jobs of testers that are gone to living ones, by load.
 *
 * <p><b>Guarantees.</b> Each move is a compare-and-set on (owner, attempt), so concurrent callers
 * on other nodes are harmless. Repeating is safe and does nothing for jobs already moved.
 *
 * <p><b>Not guaranteed.</b> That the departed tester has stopped computing; its late verdict is as
 * good as any.
 *
 * <p><b>Failures.</b> What could not be moved stays as it is, for the next sweep.
 */
public final class Reassigner {
  private static final Logger log = LoggerFactory.getLogger(Reassigner.class);

  /**
   * For so many sweeps the row of a dead tester stands after its last job: a node that starts from
   * its directory brings such rows first, and then the jobs that were in hand.
   */
  static final int SETTLED_SWEEPS = 5;

  private final JobStore store;
  private final UnfinishedJobs unfinished;
  private final Loads loads;
  private final LiveTesters live;
  private final Balancer balancer;
  private final Membership membership;
  private final GridObserver observer;
  private final Clock clock;

  /** Jobs whose move is not stored yet: however often this is woken, each is moved once. */
  private final Set<String> onTheMove = ConcurrentHashMap.newKeySet();

  /** Sweeps since a dead tester was first seen without jobs; of the sweep alone. */
  private final Map<String, Integer> settled = new HashMap<>();

  /** Reads the tables, asks {@code balancer} for new owners, and writes to {@code store}. */
  public Reassigner(
      JobStore store,
      UnfinishedJobs unfinished,
      Loads loads,
      LiveTesters live,
      Balancer balancer,
      Membership membership,
      GridObserver observer,
      Clock clock) {
    this.store = store;
    this.unfinished = unfinished;
    this.loads = loads;
    this.live = live;
    this.balancer = balancer;
    this.membership = membership;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * Moves every orphan that is this node's to move. Does not wait for the moves to be stored. Cost:
   * one pass over the unfinished jobs.
   *
   * @return jobs whose move was begun
   */
  public int reassignOrphans() {
    return reassign(true);
  }

  /**
   * Moves every orphan, also those that are another node's to move. Now and then: that node may not
   * see them as orphans, if its copy differs from the one here; see {@link JobStore#mendCopies}.
   *
   * @return jobs whose move was begun
   */
  public int reassignAllOrphans() {
    return reassign(false);
  }

  private int reassign(boolean ownShareOnly) {
    Collection<String> nodes = membership.liveIds();
    Map<String, Boolean> liveOwners = new HashMap<>();
    Map<String, Set<String>> inHand = new HashMap<>();
    int moved = 0;
    for (Assignment orphan : unfinished.all()) {
      if (liveOwners.computeIfAbsent(orphan.owner(), live::isLive)
          || (ownShareOnly && !Rendezvous.wins(membership.localId(), orphan.id(), nodes))) {
        continue;
      }
      boolean crashed =
          inHand.computeIfAbsent(orphan.owner(), this::inHandAtDeath).contains(orphan.id());
      if (!onTheMove.add(orphan.id())) {
        continue; // begun before, and not stored yet
      }
      try {
        move(orphan, crashed);
        moved++;
      } catch (NoTesterException e) {
        onTheMove.remove(orphan.id());
        log.warn("There are orphaned jobs, but no tester to take them; they wait");
        break;
      }
    }
    if (moved > 0) {
      log.info("Moving {} orphaned jobs to living testers", moved);
    }
    return moved;
  }

  /** Empty for a tester that is silent on a living node: that is no job's fault. */
  private Set<String> inHandAtDeath(String tester) {
    TesterLoad row = loads.row(tester);
    return row == null || membership.isAlive(row.nodeId())
        ? Set.of()
        : new HashSet<>(row.running());
  }

  private void move(Assignment orphan, boolean crashed) {
    String to = balancer.pick(orphan.expectedNanos(), orphan.compound()).tester();
    Reassigned event =
        crashed
            ? Reassigned.afterCrash(
                orphan.owner(), orphan.attempt(), to, nodeName(orphan.owner()), clock.millis())
            : Reassigned.whileQueued(orphan.owner(), orphan.attempt(), to);
    store
        .apply(orphan.id(), event)
        .whenComplete(
            (ruling, failure) -> {
              onTheMove.remove(orphan.id());
              if (failure != null) {
                log.atWarn()
                    .addKeyValue("job", orphan.id())
                    .setCause(failure)
                    .log("Job {} could not be moved; the next sweep tries again", orphan.id());
              } else if (ruling.isApplied()) {
                observer.handedOver(HandOver.ORPHANED);
              } else {
                unfinished.refresh(orphan.id()); // the index was behind
                if (ruling.job() != null) {
                  store.mendCopies(ruling.job()); // or this node's copy is
                }
              }
            });
  }

  private String nodeName(String tester) {
    TesterLoad row = loads.row(tester);
    return row == null ? tester : row.nodeName();
  }

  /**
   * Removes the rows of testers whose node is gone and who have owned nothing for {@value
   * #SETTLED_SWEEPS} calls; the oldest node does it.
   */
  public void removeSettledRows() {
    if (!membership.isLocalOldest()) {
      settled.clear();
      return;
    }
    Set<String> owners = new HashSet<>();
    unfinished.all().forEach(assignment -> owners.add(assignment.owner()));
    Set<String> idle = new HashSet<>();
    for (TesterLoad row : loads.rows()) {
      if (!membership.isAlive(row.nodeId()) && !owners.contains(row.tester())) {
        idle.add(row.tester());
      }
    }
    settled.keySet().retainAll(idle);
    for (String tester : idle) {
      if (settled.merge(tester, 1, Integer::sum) > SETTLED_SWEEPS) {
        settled.remove(tester);
        loads.remove(tester);
      }
    }
  }
}
