package sellaprime.grid.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.balance.Balancer;
import sellaprime.grid.balance.LiveTesters;
import sellaprime.grid.balance.NoTesterException;
import sellaprime.grid.gateway.RefusedException.Reason;
import sellaprime.grid.jobs.JobStore;
import sellaprime.grid.jobs.KnownAnswers;
import sellaprime.grid.jobs.Loads;
import sellaprime.grid.jobs.TesterLoad;
import sellaprime.grid.jobs.UnfinishedJobs;
import sellaprime.grid.observe.GridObserver;
import sellaprime.grid.observe.GridObserver.Attempt;
import sellaprime.grid.observe.GridObserver.Refusal;
import sellaprime.grid.sale.Wanted;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Cancelled;
import sellaprime.job.JobEvent.Reaffirmed;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.NumberQuestion;
import sellaprime.job.Outcome;
import sellaprime.job.PartIds;
import sellaprime.job.Question;
import sellaprime.job.Ruling;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.Primality;
import sellaprime.primality.Verdict;
import sellaprime.primality.input.BadNumberException;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;

/**
 * The grid as a caller on this node sees it. Thread-safe; see the package for what it guarantees.
 */
public final class Gateway implements AutoCloseable {
  /**
   * A question of at most so many bits is answered on the spot: its test costs less than its
   * dispatch.
   */
  public static final int IN_PLACE_BITS = 64;

  /** Above this share of memory, heap or disk in use, work is refused. */
  public static final double FULL = 0.9;

  /**
   * Up to so many bits a number is evaluated before it is accepted, to refuse one that has no value
   * to test.
   */
  private static final int CHECKED_BITS = 1 << 14;

  /** The work of a compound job is that of its parts; to oversee them costs next to nothing. */
  private static final long OVERSEEING_NANOS = 1_000;

  /** No job is charged with more: it would have to wait for ever, and sums must not overflow. */
  private static final long MAX_CHARGE_NANOS = TimeUnit.DAYS.toNanos(100);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~:@-]{0,127}");

  /** What a gateway needs of its node. */
  public record Parts(
      JobStore store,
      UnfinishedJobs unfinished,
      KnownAnswers known,
      Loads loads,
      LiveTesters live,
      Balancer balancer,
      InputLimits limits,
      int maxJobsPerTester,
      Duration maxWork,
      long maxChars,
      DoubleSupplier roomUsed,
      GridObserver observer,
      Clock clock) {}

  private final Parts parts;
  private final Admission admission;
  private final Waiters waiters;
  private final ConcurrentMap<String, Admission.Ticket> tickets = new ConcurrentHashMap<>();
  private volatile boolean draining;

  /** A gateway that takes requests at once. */
  public Gateway(Parts parts) {
    this.parts = parts;
    this.admission =
        new Admission(
            new Admission.Bounds(parts.maxJobsPerTester, parts.maxWork.toNanos(), parts.maxChars),
            parts.unfinished,
            parts.live,
            parts.roomUsed);
    this.waiters = new Waiters(parts.store);
    parts.store.onChange(this::noteStored);
  }

  /**
   * Reads a number as people write it, without evaluating it.
   *
   * @throws BadNumberException if it is not one, or exceeds a limit
   */
  public NumberExpression parse(String number) {
    return NumberExpression.parse(number, parts.limits);
  }

  /**
   * Accepts a job: completes once every live node has it.
   *
   * @param id the caller's own, or null for a random one
   * @return the job, or the one that has this id and question already; fails with {@link
   *     RefusedException} or {@link sellaprime.grid.jobs.StoreUnavailableException}
   * @throws BadNumberException if the number cannot be read or exceeds a limit
   * @throws RefusedException if the id is bad, or there is no room, or this node takes no work
   */
  public CompletableFuture<JobStatus> submit(@Nullable String id, NumberQuestion question) {
    return submit(CallerId.OWN, id, question);
  }

  /** As above, for {@code caller}, who gets a fair share; see {@link CallerId}. */
  public CompletableFuture<JobStatus> submit(
      long caller, @Nullable String id, NumberQuestion question) {
    return submit(caller, checkId(id, false), parse(question.number()), question);
  }

  private CompletableFuture<JobStatus> submit(
      long caller, String id, NumberExpression number, NumberQuestion asked) {
    NumberQuestion question = new NumberQuestion(number.text(), asked.rounds(), asked.fresh());
    return submit(
        caller,
        id,
        question,
        Primality.expectedNanos(number.estimatedBits(), question.rounds()),
        () -> {
          if (number.estimatedBits() <= CHECKED_BITS) {
            number.evaluate(); // throws if negative
          }
        });
  }

  /**
   * Accepts a sale of primes, as {@link #submit(long, String, NumberQuestion)} does a number. It is
   * let in for what all its primes are expected to cost.
   *
   * @throws BadNumberException if there is no such prime, or it exceeds a limit
   * @throws RefusedException if the id is bad, or there is no room, or this node takes no work
   */
  public CompletableFuture<JobStatus> submit(long caller, @Nullable String id, SaleQuestion sale) {
    Wanted wanted = Wanted.checked(sale, parts.limits);
    double nanos = sale.count() * wanted.cost().nanos();
    return submit(caller, id, sale, (long) Math.max(OVERSEEING_NANOS, nanos));
  }

  /** As above, for this node itself. */
  public CompletableFuture<JobStatus> submit(@Nullable String id, SaleQuestion sale) {
    return submit(CallerId.OWN, id, sale);
  }

  /**
   * Accepts a job of any kind, as the other {@link #submit}; its question has been checked.
   *
   * @param expectedNanos what answering is expected to cost on one core of a plain machine
   */
  public CompletableFuture<JobStatus> submit(
      long caller, @Nullable String id, Question question, long expectedNanos) {
    return submit(caller, checkId(id, question.isPart()), question, expectedNanos, () -> {});
  }

  /** {@code check} is made once there is room: it may be costly. */
  private CompletableFuture<JobStatus> submit(
      long caller, String id, Question question, long expectedNanos, Runnable check) {
    try {
      return enter(caller, id, question, expectedNanos, check);
    } catch (RefusedException e) {
      if (!question.isPart()) { // a part waits for room here, and asks again and again
        parts.observer.refused(e.why());
      }
      throw e;
    }
  }

  private CompletableFuture<JobStatus> enter(
      long caller, String id, Question question, long nanos, Runnable check) {
    long expectedNanos = Math.min(MAX_CHARGE_NANOS, nanos);
    if (draining) {
      throw new RefusedException(Refusal.LEAVING, "this node is leaving; ask another one", 1);
    }
    Admission.Ticket ticket = admit(caller, id, expectedNanos, question.size());
    Job job;
    try {
      check.run();
      job = newJob(id, question, expectedNanos).submittedBy(caller);
      tickets.put(id, ticket);
    } catch (NoTesterException e) {
      ticket.close();
      throw new RefusedException(
          Refusal.NO_TESTER, "no tester takes work at the moment; try again in a second", 1);
    } catch (RuntimeException e) {
      ticket.close();
      throw e;
    }
    return parts
        .store
        .apply(id, new Submitted(job))
        .whenComplete((ruling, failure) -> closeTicket(id, ticket))
        .thenCompose(ruling -> accepted(job, ruling));
  }

  private void closeTicket(String id, Admission.Ticket ticket) {
    tickets.remove(id, ticket);
    ticket.close();
  }

  /** From its first note on a job counts as unfinished; it must not count twice. */
  private void noteStored(Job job) {
    Admission.Ticket ticket = tickets.remove(job.id());
    if (ticket != null) {
      ticket.close();
    }
  }

  private Admission.Ticket admit(long caller, String id, long expectedNanos, int length) {
    try {
      return admission.enter(caller, expectedNanos, length);
    } catch (RefusedException e) {
      if (e.reason() == Reason.OVERLOADED && parts.store.get(id) != null) {
        return admission.enterAgain(caller, expectedNanos, length); // it is in, and only asks again
      }
      throw e;
    }
  }

  private Job newJob(String id, Question question, long expectedNanos) {
    long now = parts.clock.millis();
    if (question instanceof NumberQuestion number) {
      Outcome poison = parts.known.deadly().poison(number, now);
      if (poison != null) { // whether it is to be tested afresh or not: nobody gets past that
        return Job.setAside(id, question, expectedNanos, poison);
      }
      Outcome known = number.fresh() ? null : parts.known.find(number);
      if (known != null) {
        return Job.answered(id, question, expectedNanos, known.again(now));
      }
      Job same = parts.known.unfinished(number);
      if (same != null && !isLeaving(same.owner())) {
        // It waits for its twin. Should their number kill, it takes one tester at a time; and is
        // the tester dead already, they are moved together.
        return Job.submitted(id, question, expectedNanos, same.owner(), now);
      }
    }
    boolean compound = question.isCompound();
    long ownersNanos = compound ? OVERSEEING_NANOS : expectedNanos;
    String owner = parts.balancer.pick(ownersNanos, compound).tester();
    return Job.submitted(id, question, expectedNanos, owner, now);
  }

  private CompletableFuture<JobStatus> accepted(Job submitted, Ruling ruling) {
    if (ruling.isApplied()) {
      noteAccepted(submitted);
    }
    if (ruling.kind() == Ruling.Kind.CONFLICT) {
      parts.observer.refused(Refusal.CONFLICT);
      return CompletableFuture.failedFuture(
          new RefusedException(
              Refusal.CONFLICT,
              submitted.question() instanceof NumberQuestion
                  ? "the id "
                      + submitted.id()
                      + " belongs to a job with another number or other rounds"
                  : "the id " + submitted.id() + " belongs to another job",
              0));
    }
    Job standing = ruling.job();
    if (standing == null) {
      return CompletableFuture.completedFuture(new JobStatus(submitted, false));
    }
    if (standing.state().isFinal()) {
      parts.store.mendCopies(standing);
      return CompletableFuture.completedFuture(status(standing));
    }
    // Its first gateway may have died before every node had it, its tester among them: accepted
    // means all of them.
    return parts
        .store
        .apply(standing.id(), new Reaffirmed(false))
        .thenApply(again -> latest(status(standing)));
  }

  private void noteAccepted(Job job) {
    Outcome outcome = job.outcome();
    if (outcome == null) {
      parts.observer.attempt(Attempt.FIRST);
    } else {
      parts.observer.ended(job, job.state(), outcome); // its answer was known
    }
  }

  private String checkId(@Nullable String id, boolean ofPart) {
    if (id == null) {
      return UUID.randomUUID().toString();
    }
    if (PartIds.isPart(id) != ofPart) {
      parts.observer.refused(Refusal.BAD_ID);
      throw new RefusedException(
          Refusal.BAD_ID, "ids that end in ~ and a number are those of parts; choose another", 0);
    }
    if (!ID.matcher(id).matches()) {
      parts.observer.refused(Refusal.BAD_ID);
      throw new RefusedException(
          Refusal.BAD_ID,
          "an id has 1 to 128 characters of A-Z a-z 0-9 . _ ~ : @ - and starts with a letter or a"
              + " digit",
          0);
    }
    return id;
  }

  /**
   * Accepts a job as {@link #submit} does, and waits for its end up to {@code patience}.
   *
   * @return the job as it stands when it is over or patience ends
   */
  public CompletableFuture<JobStatus> submitAndWait(
      @Nullable String id, NumberQuestion question, Duration patience) {
    if (patience.isZero()) {
      return submit(id, question);
    }
    String key = checkId(id, false);
    NumberExpression expression = parse(question.number());
    CompletableFuture<Job> end = waiters.register(key); // first, not to miss a quick answer
    CompletableFuture<JobStatus> accepted;
    try {
      accepted = submit(CallerId.OWN, key, expression, question);
    } catch (RuntimeException e) {
      waiters.forget(key, end);
      throw e;
    }
    return accepted
        .thenCompose(
            status ->
                status.isOver()
                    ? CompletableFuture.completedFuture(status)
                    : within(patience, end)
                        .thenApply(job -> job != null ? status(job) : latest(status)))
        .whenComplete((status, failure) -> waiters.forget(key, end));
  }

  /** The job as this node knows it, or null. */
  public @Nullable JobStatus find(String id) {
    Job job = parts.store.get(id);
    return job == null ? null : status(job);
  }

  /**
   * Waits for the end of a job up to {@code patience}.
   *
   * @return the job as it stands when it is over or patience ends; null if it is unknown
   */
  public CompletableFuture<@Nullable JobStatus> await(String id, Duration patience) {
    CompletableFuture<Job> end = waiters.register(id);
    JobStatus now = find(id);
    if (now == null || now.isOver() || patience.isZero()) {
      waiters.forget(id, end);
      return CompletableFuture.completedFuture(now);
    }
    return within(patience, end)
        .<@Nullable JobStatus>thenApply(job -> job != null ? status(job) : find(id))
        .whenComplete((status, failure) -> waiters.forget(id, end));
  }

  /**
   * The job when it is over, however long that takes; watched from now on, also before it is
   * submitted. Give it up with {@link #forget}.
   */
  public CompletableFuture<Job> end(String id) {
    return waiters.register(id);
  }

  /** Gives up what {@link #end} returned. */
  public void forget(String id, CompletableFuture<Job> end) {
    waiters.forget(id, end);
  }

  /** The jobs, as this node has them. */
  public JobStore jobs() {
    return parts.store;
  }

  /** What numbers are accepted. */
  public InputLimits limits() {
    return parts.limits;
  }

  /** How full the room for jobs is, in memory or on disk: 0 to 1. */
  public double roomUsed() {
    return parts.roomUsed.getAsDouble();
  }

  /**
   * Whether {@code caller}'s jobs may make as many parts as they like: half the room is free. So
   * many parts are {@code onTheWay}.
   */
  public boolean isPlentyFor(long caller, int onTheWay) {
    return admission.isHalfFree(caller, onTheWay);
  }

  /** How many workers the grid has now. */
  public int workers() {
    return parts.live.open().stream().mapToInt(TesterLoad::workers).sum();
  }

  private static CompletableFuture<@Nullable Job> within(
      Duration patience, CompletableFuture<Job> end) {
    return end.<@Nullable Job>thenApply(job -> job)
        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * A page of the jobs that this node has.
   *
   * @param from {@link JobList.Page#next} of the page before, or null for the first
   * @param most jobs on it, from 1 to {@link JobList#MOST}
   * @throws IllegalArgumentException if {@code from} is none that was ever given
   */
  public JobList.Page list(JobList.Filter filter, @Nullable String from, int most) {
    return new JobList(parts.store, parts.loads, this::status).page(filter, from, most);
  }

  /**
   * Gives up a job, unless it is over. Completes with the job as it then stands; null if it is
   * unknown.
   */
  public CompletableFuture<@Nullable JobStatus> cancel(String id) {
    Cancelled event = new Cancelled(parts.clock.millis());
    return parts
        .store
        .apply(id, event)
        .thenApply(
            ruling -> {
              if (ruling.job() != null) {
                parts.store.mendCopies(ruling.job());
              }
              JobStatus status = find(id);
              if (ruling.isApplied() && status != null) {
                parts.observer.counted(status.job(), event);
              }
              return status;
            });
  }

  private JobStatus latest(JobStatus before) {
    JobStatus now = find(before.job().id());
    return now == null ? before : now;
  }

  private JobStatus status(Job job) {
    if (job.question().isCompound()) {
      return new JobStatus(job, true); // its parts wait or run; it has nothing to wait for
    }
    return new JobStatus(job, !job.state().isFinal() && isRunning(job));
  }

  private boolean isRunning(Job job) {
    TesterLoad owner = parts.loads.row(job.owner());
    return owner != null && owner.running().contains(job.id());
  }

  private boolean isLeaving(String tester) {
    TesterLoad row = parts.loads.row(tester);
    return row != null && row.isLeaving();
  }

  /**
   * Answers a small number on the spot, or says null: then submit it. Nothing is accepted, so
   * nothing can be lost.
   *
   * @throws BadNumberException if it has no value to test
   */
  public @Nullable Verdict answerInPlace(NumberExpression number) {
    if (number.estimatedBits() > IN_PLACE_BITS) {
      return null;
    }
    Verdict verdict = Primality.test(number.evaluate());
    parts.observer.answeredInPlace();
    return verdict;
  }

  /** Returns true if this node takes work now: it is not leaving, and some tester lives. */
  public boolean isReady() {
    return !draining && !parts.live.open().isEmpty();
  }

  /** Returns true once {@link #drain} was called. */
  public boolean isDraining() {
    return draining;
  }

  /** Refuses new work from now on; jobs can still be read and waited for. */
  public void drain() {
    draining = true;
  }

  /** Measures how fast the cluster works; to be called every few seconds. */
  public void tick() {
    admission.tick(System.nanoTime());
  }

  /** Completes the waits whose notes were lost: the sweep's part. */
  public void reconcile() {
    waiters.reconcile();
  }

  @Override
  public void close() {
    drain();
    waiters.close();
  }
}
