package sellaprime.grid.tester;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.jobs.CostClass;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.KnownAnswers;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.StoreUnavailableException;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.jobs.UnfinishedJobs;
import sellaprime.grid.jobs.UnfinishedJobs.Assignment;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.observe.GridObserver.HandOver;
import sellaprime.job.Job;
import sellaprime.job.JobEvent;
import sellaprime.job.JobEvent.Answered;
import sellaprime.job.JobEvent.Progressed;
import sellaprime.job.JobEvent.Reassigned;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.PartIds;
import sellaprime.job.Ruling;

/**
 * One incarnation of a node's tester: an owner of jobs, with a queue and workers.
 *
 * <p>{@link #run()} works until {@link #close()}; {@link #leave} first gives everything away. Both
 * may be called twice, and before {@code run}.
 */
public final class Tester implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Tester.class);

  /**
   * Outcomes on their way to the cache, per tester; a worker waits when the cache cannot keep up.
   */
  private static final int MAX_UNRECORDED = 4096;

  private static final int HAND_OVER_SECONDS = 10;

  /**
   * What a tester needs of its node.
   *
   * @param keeper whether the node holds the job cache
   * @param saveEvery the most time between two records of a long test's progress
   * @param overseer takes the compound jobs that this tester owns; must not block
   */
  public record Parts(
      String nodeId,
      String nodeName,
      boolean keeper,
      int workers,
      int maxQueuedJobs,
      long maxQueuedChars,
      JobStore store,
      UnfinishedJobs unfinished,
      KnownAnswers known,
      Loads loads,
      Balancer balancer,
      Work work,
      Consumer<Job> overseer,
      Duration saveEvery,
      GridObserver observer,
      Clock clock) {}

  private final String id;
  private final Parts parts;
  private final TesterQueue queue;
  private final LoadReporter reporter;
  private final SpeedGauge speed = new SpeedGauge();
  private final Twins twins = new Twins();
  private final RunningJob.Saving saving;
  private final Semaphore unrecorded = new Semaphore(MAX_UNRECORDED);

  /**
   * Jobs that wait here or are in hand, by id: what need not be offered again. The very objects, as
   * another job can get the id of one that was removed, and have the same number of attempts.
   */
  private final ConcurrentMap<String, Job> known = new ConcurrentHashMap<>();

  private final ConcurrentMap<String, RunningJob> running = new ConcurrentHashMap<>();
  private final List<Worker> workers = new ArrayList<>();

  /** Workers that were given up and whose threads still run; guarded by {@link #workers}. */
  private final List<Worker> lost = new ArrayList<>();

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean begun;
  private volatile boolean rowStays;
  private volatile boolean leaving;
  private volatile boolean alone;
  private volatile boolean closed;

  /** A tester called {@code id}, which no other tester ever had. */
  public Tester(String id, Parts parts) {
    this.id = id;
    this.parts = parts;
    this.queue =
        new TesterQueue(parts.maxQueuedJobs, parts.maxQueuedChars, parts.workers, parts.clock);
    this.saving =
        new RunningJob.Saving(parts.saveEvery.toMillis(), parts.clock::millis, this::save);
    this.reporter =
        new LoadReporter(TesterQueue.slots(parts.workers), this::row, parts.loads::publish);
  }

  /** Whether every node knows that it takes work. */
  public boolean isKnown() {
    return reporter.isShown();
  }

  /** The id that jobs name as their owner. */
  public String id() {
    return id;
  }

  Parts parts() {
    return parts;
  }

  LoadReporter reporter() {
    return reporter;
  }

  SpeedGauge speed() {
    return speed;
  }

  /**
   * Works until closed. Blocks; the calling thread writes the load row. On the way out, whatever
   * the way, the row is removed, so that the others take over what this tester still owns; but see
   * {@link #keepRow}.
   */
  public void run() throws InterruptedException {
    begun = true;
    try {
      synchronized (workers) {
        for (int slot = 0; slot < TesterQueue.slots(parts.workers) && !closed; slot++) {
          workers.add(Worker.start(this, slot));
        }
      }
      log.info("Tester {} works with {} workers", id, parts.workers);
      reporter.run();
    } finally {
      close();
      removeRow();
      ended.countDown();
    }
  }

  /**
   * Waits up to {@code seconds} until {@link #run} has ended and the row is gone. Does not wait if
   * it never began.
   */
  void awaitEnd(long seconds) {
    try {
      if (begun && !ended.await(seconds, TimeUnit.SECONDS)) {
        log.info("Tester {} is still busy; leaving without it", id);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has the row stay as it is when this tester ends: its node is stopping because of a failure, and
   * the others have to see what was in hand then. Else a job that brings down node after node would
   * never be found out.
   */
  void keepRow() {
    rowStays = true;
  }

  private void removeRow() {
    if (rowStays) {
      return;
    }
    try {
      parts.loads.remove(id);
    } catch (RuntimeException e) {
      log.info("Tester {} could not remove its load row; the node is leaving", id);
      log.debug("because", e);
    }
  }

  private TesterLoad row(List<String> inHand, long beat) {
    long[] workNanos = queue.nanos();
    for (RunningJob one : running.values()) {
      long nanos = one.job().expectedNanos();
      workNanos[CostClass.of(nanos).index()] += nanos;
    }
    return new TesterLoad(
        id,
        parts.nodeId,
        parts.nodeName,
        parts.workers,
        leaving,
        queue.size() + twins.size(),
        workNanos,
        speed.slowness(),
        inHand.toArray(String[]::new),
        parts.keeper,
        beat);
  }

  /** Takes note of a job that changed, anywhere. Called under the entry's lock: only enqueues. */
  public void note(Job job) {
    if (job.isWorkOf(id, job.attempt())) {
      offer(job);
    } else {
      forget(job.id());
    }
  }

  private void offer(Job job) {
    if (closed || (leaving && !alone)) {
      return; // leave(), or the sweep of whoever stays finds it here and takes it over
    }
    if (!isNews(job)) {
      return;
    }
    if (job.question().isCompound()) {
      parts.overseer.accept(job);
    } else {
      requeue(job);
      reporter.changed();
    }
  }

  /** Never puts an older attempt in the place of a newer one, whose work would then be lost. */
  private boolean isNews(Job job) {
    Job before = known.putIfAbsent(job.id(), job);
    return before == null
        || (before.attempt() < job.attempt() && known.replace(job.id(), before, job));
  }

  /** Lets go of a job that is over, someone else's, or removed. Called as {@link #note}. */
  public void forget(String id) {
    if (known.remove(id) != null) {
      RunningJob inHand = running.get(id);
      if (inHand != null) {
        inHand.cancel();
      }
    }
  }

  /** Offers this tester what it owns and does not know of: the sweep's part. */
  public void offerMissing() {
    for (Assignment assignment : parts.unfinished.all()) {
      Job here = known.get(assignment.id());
      if (assignment.owner().equals(id)
          && (here == null || here.attempt() < assignment.attempt())) {
        Job job = parts.store.get(assignment.id());
        if (job != null && job.isWorkOf(id, job.attempt())) {
          offer(job);
        }
      }
    }
  }

  /** The next hand, without the jobs that are over or someone else's by now; empty once closed. */
  List<RunningJob> take(int slot) throws InterruptedException {
    while (true) {
      List<Job> hand = queue.takeHand(slot);
      List<RunningJob> taken = new ArrayList<>(hand.size());
      for (Job job : hand) {
        RunningJob inHand = new RunningJob(job, saving);
        running.put(job.id(), inHand);
        // Looked at after it stands in running, so that a cancellation from now on finds it there.
        if (isStillMine(job) && !twins.joins(job)) {
          taken.add(inHand);
        } else {
          running.remove(job.id(), inHand);
        }
      }
      if (!taken.isEmpty() || hand.isEmpty()) {
        return taken;
      }
    }
  }

  private boolean isStillMine(Job job) {
    return known.get(job.id()) == job;
  }

  /** Returns true for a part of a job that is over, or gone: nobody needs it any more. */
  boolean isMoot(Job job) {
    if (!job.question().isPart()) {
      return false;
    }
    try {
      Job whole = parts.store.get(PartIds.compoundOf(job.id()));
      return whole == null || whole.state().isFinal();
    } catch (
        StoreUnavailableException e) { // no fault of the job's: at worst it is done for nothing
      return false;
    }
  }

  void putBack(RunningJob untouched) {
    running.remove(untouched.job().id(), untouched);
    requeue(untouched.job());
    twins.part(untouched.job()).forEach(this::requeue);
  }

  private void requeue(Job job) {
    if (!isStillMine(job)) {
      return; // it ended, or was moved, while it waited for another
    }
    for (Job left : queue.offer(job)) {
      known.remove(left.id(), left); // the sweep offers it again
    }
  }

  /** The answer to {@code job} if somebody else's job has it already, or null. */
  @Nullable Outcome known(Job job) {
    try {
      return job.question() instanceof NumberQuestion question && !question.fresh()
          ? parts.known.find(question)
          : null;
    } catch (StoreUnavailableException e) { // no fault of the job's: it is done again
      return null;
    }
  }

  /** Why {@code job} is not to be tested, as testers died of its number; or null. */
  @Nullable Outcome poison(Job job) {
    try {
      return job.question() instanceof NumberQuestion question
          ? parts.known.deadly().poison(question, parts.clock.millis())
          : null;
    } catch (StoreUnavailableException e) { // as above; a keeper looks at it as well
      return null;
    }
  }

  /** Records what became of a job that was in hand. */
  void record(RunningJob inHand, JobEvent event) {
    Job job = inHand.job();
    running.remove(job.id(), inHand);
    record(job, event);
    for (Job twin : twins.part(job)) {
      if (event instanceof Answered) {
        record(twin, event);
      } else {
        requeue(twin);
      }
    }
  }

  private void record(Job job, JobEvent event) {
    unrecorded.acquireUninterruptibly(); // a test may have left its thread interrupted
    parts
        .store
        .apply(job.id(), event)
        .whenComplete(
            (ruling, failure) -> {
              unrecorded.release();
              if (failure != null) {
                log.warn("{} could not be recorded; it is tried again", job, failure);
              }
              if (failure != null || !ruling.isApplied()) {
                known.remove(job.id(), job);
              } else {
                parts.observer.counted(job, event);
              }
              if (ruling != null && ruling.job() != null) {
                parts.store.mendCopies(
                    ruling.job()); // over already: if not here, this copy is behind
              }
            });
  }

  /** Stores how far a job has come. A record that is lost is made up for by the next. */
  private void save(RunningJob.Saved saved) {
    parts
        .store
        .apply(saved.job().id(), new Progressed(id, saved.progress()))
        .whenComplete(
            (ruling, failure) -> {
              if (failure != null) {
                log.info("How far {} has come could not be stored", saved.job(), failure);
              }
            });
  }

  /** Lets go of a job whose test was cancelled: it is over, or someone else's. */
  void dropped(RunningJob inHand) {
    running.remove(inHand.job().id(), inHand);
    twins.part(inHand.job()).forEach(this::requeue);
  }

  /**
   * Lets go of a job that its worker could neither finish nor record; the sweep offers it again.
   */
  void giveUp(RunningJob inHand) {
    running.remove(inHand.job().id(), inHand);
    known.remove(inHand.job().id(), inHand.job());
    twins.part(inHand.job()).forEach(this::requeue);
  }

  /** Whether it works no more. */
  public boolean isClosed() {
    return closed;
  }

  /** Who is to try a job that threw here: someone else if possible. */
  String nextOwner(Job job) {
    TesterLoad other = otherFor(job);
    return other != null ? other.tester() : id;
  }

  /** Puts a new worker in the place of one that threw. */
  void replace(Worker broken) {
    synchronized (workers) {
      if (!closed) {
        workers.set(broken.slot(), Worker.start(this, broken.slot()));
      }
    }
  }

  /**
   * Looks whether a test hangs, gives up the worker that has it in hand, and has the job tried
   * elsewhere; to be called at a steady pace, {@code sinceLastNanos} after the call before. The
   * pace counts and not the clock: a node that was frozen must not, on waking, take its own tests
   * for hung.
   */
  public void superviseWorkers(long sinceLastNanos) {
    List<Worker> all;
    synchronized (workers) {
      all = List.copyOf(workers);
      lost.removeIf(worker -> !worker.isAlive());
    }
    for (Worker worker : all) {
      RunningJob hung = worker.hung(sinceLastNanos);
      if (hung != null && !closed) {
        giveUp(worker, hung);
      }
    }
  }

  private void giveUp(Worker worker, RunningJob hung) {
    List<RunningJob> untouched = worker.abandon(hung);
    if (untouched == null) {
      return; // it has ended after all
    }
    Job job = hung.job();
    log.error(
        "{} shows no sign of life; its worker is replaced. Threads that hang on this node: {}."
            + " They take processor time until the node is started again",
        job,
        countLost(worker));
    untouched.forEach(this::putBack);
    reporter.release(worker.slot());
    replace(worker);
    String what = "no sign of life on " + parts.nodeName;
    long now = parts.clock.millis();
    record(hung, Reassigned.afterHang(id, job.attempt(), nextOwner(job), what, now));
  }

  private int countLost(Worker worker) {
    synchronized (workers) {
      lost.add(worker);
      return lost.size();
    }
  }

  /** Returns true once {@link #leave} was called: no next incarnation is wanted. */
  boolean hasLeft() {
    return leaving;
  }

  /** How many jobs are tested at a time. */
  public int workerCount() {
    return parts.workers;
  }

  /** Number of jobs that wait here. */
  public int waiting() {
    return queue.size() + twins.size();
  }

  /** Number of jobs in the workers' hands. */
  public int running() {
    return running.size();
  }

  /**
   * When the oldest job that waits here was submitted, in milliseconds since the epoch;
   * Long.MAX_VALUE if none waits. Cost: one pass over the queue.
   */
  public long oldestSubmittedAt() {
    return queue.oldestSubmittedAt();
  }

  /** Threads of workers that hang, and were given up. */
  public int hungThreads() {
    synchronized (workers) {
      lost.removeIf(worker -> !worker.isAlive());
      return lost.size();
    }
  }

  /** Number of jobs that wait here or are in hand. */
  public int unfinished() {
    return queue.size() + running.size() + twins.size();
  }

  /**
   * Takes no more work, hands the queue over, and finishes what is running within {@code patience};
   * what is not finished then is handed over too. With no other tester to hand over to it works its
   * queue off instead. Blocks until through.
   */
  public void leave(Duration patience) throws InterruptedException {
    long begin = System.nanoTime(); // a wall clock that is set meanwhile changes nothing
    if (closed) {
      return;
    }
    leaving = true;
    reporter.flush();
    queue.drain().forEach(job -> known.remove(job.id(), job));
    // Round after round, since jobs may still come: sent before the leaving row was seen, or by
    // another that leaves.
    while (true) {
      alone = isAlone();
      if (alone) {
        offerMissing();
      } else {
        handOver(owned().stream().filter(job -> !running.containsKey(job.id())).toList());
      }
      if (isThrough() || System.nanoTime() - begin >= patience.toNanos()) {
        break;
      }
      Thread.sleep(20); // nothing signals "all answered", and a leaving node is in no hurry
    }
    close();
    parts.unfinished.rescan();
    List<Job> rest = owned();
    if (!rest.isEmpty() && isAlone()) {
      log.warn(
          "Leaving with {} unanswered jobs: there is no other tester to take them", rest.size());
    } else {
      handOver(rest);
    }
  }

  private @Nullable TesterLoad otherFor(Job job) {
    return parts.balancer.pickOtherThan(id, job.expectedNanos(), job.question().isCompound());
  }

  /** A keeper is alone without other keepers: testers would be left with jobs that nobody keeps. */
  private boolean isAlone() {
    return parts.balancer.pickOtherThan(id, 0, parts.keeper) == null;
  }

  /** The last keeper also waits for those that test for it: without it their jobs are gone. */
  private boolean isThrough() {
    return (alone && parts.keeper)
        ? parts.unfinished.size() == 0
        : parts.unfinished.all().stream().noneMatch(job -> job.owner().equals(id));
  }

  private List<Job> owned() {
    List<Job> owned = new ArrayList<>();
    for (Assignment assignment : parts.unfinished.all()) {
      Job job = assignment.owner().equals(id) ? parts.store.get(assignment.id()) : null;
      if (job != null && job.isWorkOf(id, job.attempt())) {
        owned.add(job);
      }
    }
    return owned;
  }

  private void handOver(List<Job> jobs) {
    List<CompletableFuture<?>> moves = new ArrayList<>();
    for (Job job : jobs) {
      TesterLoad other = otherFor(job);
      if (other != null) {
        moves.add(
            parts
                .store
                .apply(job.id(), Reassigned.whileQueued(id, job.attempt(), other.tester()))
                .thenAccept(this::noteHandOver));
      }
    }
    moves.forEach(
        move -> move.orTimeout(HAND_OVER_SECONDS, TimeUnit.SECONDS).handle((r, e) -> r).join());
    if (!moves.isEmpty()) {
      log.info("Tester {} handed over {} jobs", id, moves.size());
    }
  }

  private void noteHandOver(Ruling ruling) {
    if (ruling.isApplied()) {
      parts.observer.handedOver(HandOver.LEAVING);
    }
  }

  /** Stops at once: running tests are cancelled, and what is unfinished is left to the others. */
  @Override
  public void close() {
    closed = true;
    queue.close();
    reporter.close(); // before the hands are emptied, so that the last row tells what was in them
    running.values().forEach(RunningJob::cancel);
    synchronized (workers) {
      workers.forEach(Worker::interrupt);
    }
  }
}
