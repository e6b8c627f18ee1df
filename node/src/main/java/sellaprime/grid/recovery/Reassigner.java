package sellaprime.grid.recovery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.balance.Membership;
import sellaprime.grid.balance.NoTesterException;
import sellaprime.grid.jobs.DeadlyNumbers;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.StoreUnavailableException;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.jobs.UnfinishedJobs;
import sellaprime.grid.jobs.UnfinishedJobs.Assignment;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.observe.GridObserver.HandOver;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Failed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.Setback;

/**
 * Gives the jobs of testers that are gone to living ones, by load.
 *
 * <p><b>Guarantees.</b> Each move is a compare-and-set on (owner, attempt), so concurrent callers
 * on other nodes are harmless. Repeating is safe and does nothing for jobs already moved.
 *
 * <p>Jobs that ask the same go to the same tester, see {@link Together}; and one whose number took
 * three testers by now, whatever the ids, goes to none: it fails.
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
  private final DeadlyNumbers deadly;
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
      DeadlyNumbers deadly,
      Loads loads,
      LiveTesters live,
      Balancer balancer,
      Membership membership,
      GridObserver observer,
      Clock clock) {
    this.store = store;
    this.unfinished = unfinished;
    this.deadly = deadly;
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
    List<Assignment> orphans = new ArrayList<>();
    for (Assignment job : unfinished.all()) {
      if (!liveOwners.computeIfAbsent(job.owner(), live::isLive)) {
        orphans.add(job);
      }
    }
    if (orphans.isEmpty()) {
      return 0;
    }
    Together together = new Together(orphans, unfinished.all(), live.open());
    Map<String, LastHand> hands = new HashMap<>();
    int moved = 0;
    for (Assignment orphan : orphans) {
      if (ownShareOnly && !Rendezvous.wins(membership.localId(), orphan.id(), nodes)) {
        continue;
      }
      LastHand hand = hands.computeIfAbsent(orphan.owner(), this::handAtDeath);
      if (!onTheMove.add(orphan.id())) {
        continue; // begun before, and not stored yet
      }
      try {
        apply(orphan, move(orphan, hand, together));
        moved++;
      } catch (NoTesterException e) {
        onTheMove.remove(orphan.id());
        log.warn("There are orphaned jobs, but no tester to take them; they wait");
        break;
      } catch (StoreUnavailableException e) {
        onTheMove.remove(orphan.id());
        log.warn("{} could not be read; the next sweep tries again", orphan.id(), e);
      }
    }
    if (moved > 0) {
      log.info("Moving {} orphaned jobs to living testers", moved);
    }
    return moved;
  }

  /** Nobody's fault for a tester that is silent on a living node. */
  private LastHand handAtDeath(String tester) {
    TesterLoad row = loads.row(tester);
    return row == null || membership.isAlive(row.nodeId())
        ? LastHand.EMPTY
        : LastHand.of(row, store, clock.millis());
  }

  private JobEvent move(Assignment orphan, LastHand hand, Together together) {
    boolean crashed = hand.ids().contains(orphan.id());
    boolean setAside = false;
    boolean suspect = hand.asked().contains(orphan.asks());
    if (orphan.asks() != 0 && (suspect || !deadly.isEmpty())) {
      List<Setback> deaths = deaths(orphan, hand);
      suspect |= !deaths.isEmpty();
      Outcome poison = DeadlyNumbers.poison(deaths, clock.millis());
      if (poison != null && !crashed) {
        return new Failed(orphan.owner(), orphan.attempt(), poison);
      }
      setAside = poison != null; // by its next tester: first its history has to tell of this death
    }
    String home = setAside ? together.chosen(orphan, true) : together.home(orphan);
    if (home == null && suspect) {
      home = together.chosen(orphan, false); // the same for those that come after it
    }
    String to =
        home != null ? home : balancer.pick(orphan.expectedNanos(), orphan.compound()).tester();
    return crashed
        ? Reassigned.afterCrash(
            orphan.owner(), orphan.attempt(), to, nodeName(orphan.owner()), clock.millis())
        : Reassigned.whileQueued(orphan.owner(), orphan.attempt(), to);
  }

  /** The deaths that count against the number of {@code orphan}, this one included. */
  private List<Setback> deaths(Assignment orphan, LastHand hand) {
    Job job = store.get(orphan.id());
    if (job == null || !(job.question() instanceof NumberQuestion question)) {
      return List.of();
    }
    List<Setback> deaths = new ArrayList<>(deadly.of(question));
    Setback now = hand.deaths().get(question.plain());
    if (now != null && deaths.stream().noneMatch(d -> d.tester().equals(now.tester()))) {
      deaths.add(now);
    }
    return deaths;
  }

  private void apply(Assignment orphan, JobEvent event) {
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
              } else if (ruling.isApplied() && event instanceof Failed) {
                noteFailure(orphan.id(), event);
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

  private void noteFailure(String id, JobEvent event) {
    Job job = store.get(id);
    if (job != null) {
      observer.counted(job, event);
    }
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
