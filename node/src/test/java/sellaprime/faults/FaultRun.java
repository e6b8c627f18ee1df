package sellaprime.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run: starts the nodes, lets callers loose, stages the schedule, drains, checks, reports. */
final class FaultRun {
  private static final int REST_CALLERS = 3;
  private static final int BURST = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int SHOWN = 30;
  private static final int TRIES = 5;
  private static final int LEAST_STAGED = 3;

  /** With jobs in hand and in queues at the time these leave orphans. */
  private static final Set<Fault> KILLS =
      EnumSet.of(Fault.KILL, Fault.KILL_ALL_BUT_ONE, Fault.RESTART_STORM, Fault.KILL_ALL);

  private final Settings settings;
  private final PrintStream out;
  private final Random random;
  private final Desk desk;
  private final List<Staged> staged = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final long startMs = System.currentTimeMillis();

  FaultRun(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
    this.random = new Random(settings.seed());
    this.desk = new Desk(settings, new Numbers(random));
  }

  /** Runs; returns true if every promise was kept. */
  boolean run() throws IOException, InterruptedException {
    say(
        "seed %d, %d nodes, %s, %.1f minutes",
        settings.seed(),
        settings.nodes(),
        settings.durable() ? "with directories" : "in memory",
        settings.duration().toMillis() / 60_000.0);
    say("logs of all nodes: %s", settings.logs());
    try (Scene scene = new Scene(settings, line -> say("%s", line))) {
      Thread atExit = new Thread(() -> scene.slots().forEach(Slot::close), "kill the nodes");
      Runtime.getRuntime().addShutdownHook(atExit);
      try {
        runIn(scene);
      } catch (IOException | RuntimeException e) {
        e.printStackTrace(out);
        failed("the run broke off: " + e);
      } finally {
        desk.close();
        Runtime.getRuntime().removeShutdownHook(atExit);
      }
    }
    if (!failures.isEmpty()) {
      failures.stream().limit(SHOWN).forEach(line -> say("BROKEN: %s", line));
      writeHistory(settings.logs().resolve("history.txt"));
      say(
          "%d promises broken. Repeat the plan with --seed %d; logs and history.txt: %s",
          failures.size(), settings.seed(), settings.logs());
    }
    return failures.isEmpty();
  }

  private void runIn(Scene scene) throws IOException, InterruptedException {
    List<Step> plan = plan(scene);
    scene.begin();
    List<ThinCaller> thin = new ArrayList<>();
    try {
      thin.add(new ThinCaller("thin-1", desk, scene, new Random(random.nextLong())));
      thin.add(new ThinCaller("thin-2", desk, scene, new Random(random.nextLong())));
      RestCaller watcher = new RestCaller("watcher", desk, scene, new Random(random.nextLong()));
      Footprint before = warmUp(scene, thin.get(0), watcher);
      List<Thread> callers = callers(scene, thin.get(1));
      stageAll(scene, plan, thin.get(0), watcher);
      desk.close();
      for (Thread caller : callers) {
        caller.join();
      }
      say("callers have gone home; draining");
      finish(scene, before);
    } finally {
      thin.forEach(ThinCaller::close);
    }
  }

  private List<Step> plan(Scene scene) {
    List<Fault> possible = new ArrayList<>();
    for (Fault fault : settings.faults()) {
      String why = fault.whyNot(scene);
      if (why.isEmpty()) {
        possible.add(fault);
      } else {
        say("left out: %s, since %s", fault.title(), why);
      }
    }
    if (possible.isEmpty()) {
      throw new IllegalStateException("none of the faults can be staged here");
    }
    List<Step> plan = Schedule.of(settings.seed(), settings.nodes(), possible, settings.duration());
    plan.forEach(step -> say("%s", step));
    return plan;
  }

  /** Some work of each kind, so that pools and code are there; then the largest of the nodes. */
  private @Nullable Footprint warmUp(Scene scene, ThinCaller thin, RestCaller rest)
      throws IOException, InterruptedException {
    for (int i = 0; i < 5; i++) {
      awaitOver(rest, thin.submit(some(BURST, false)), "the first jobs");
    }
    if (!Jcmd.isHere()) {
      say("heap and threads are not looked at: this Java has no jcmd");
      return null;
    }
    Footprint before = new Footprint(0, 0);
    for (Slot slot : scene.slots()) {
      before = before.max(Footprint.of(slot));
    }
    say("before: at most %s", before);
    return before;
  }

  private List<Known> some(int count, boolean heavy) {
    List<Known> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(heavy ? desk.numbers().heavy(random) : desk.numbers().mixed(random));
    }
    return numbers;
  }

  private List<Thread> callers(Scene scene, ThinCaller thin) {
    List<Runnable> callers = new ArrayList<>(List.of(thin));
    for (int i = 1; i <= REST_CALLERS; i++) {
      callers.add(new RestCaller("rest-" + i, desk, scene, new Random(random.nextLong())));
    }
    List<Thread> threads = new ArrayList<>();
    for (Runnable caller : callers) {
      Thread thread = new Thread(caller, "caller " + threads.size());
      thread.setUncaughtExceptionHandler((who, why) -> failed("a caller broke down: " + why));
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  private void stageAll(Scene scene, List<Step> plan, ThinCaller thin, RestCaller watcher)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + settings.duration().toNanos();
    for (Step step : plan) {
      if (System.nanoTime() > end && isEnough(plan)) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(step.calmMs());
      stage(scene, step, thin, watcher);
    }
    while (System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(200); // the plan was through early
    }
  }

  /** On a slow machine the run takes as long as it needs for so much: fewer faults show nothing. */
  private boolean isEnough(List<Step> plan) {
    return staged.size() >= LEAST_STAGED
        && (hasKilled() || plan.stream().noneMatch(step -> KILLS.contains(step.fault())));
  }

  private boolean hasKilled() {
    return staged.stream().anyMatch(one -> KILLS.contains(one.step().fault()));
  }

  private void stage(Scene scene, Step step, ThinCaller thin, RestCaller watcher)
      throws IOException, InterruptedException {
    desk.noteWhole(!step.fault().splits());
    List<String> burst = thin.submit(some(BURST, true));
    say("%d. %s", step.number(), step.fault().title());
    long from = desk.now();
    long wallMs = System.currentTimeMillis();
    step.fault().stage(scene, step);
    long left = step.holdMs() - TimeUnit.NANOSECONDS.toMillis(desk.now() - from);
    TimeUnit.MILLISECONDS.sleep(Math.max(0, left)); // so long it lasts
    step.fault().heal(scene, step);
    try {
      scene.awaitWhole();
    } finally {
      staged.add(new Staged(step, from, wallMs, desk.now()));
    }
    say("   whole after %.1f s", (desk.now() - from) / 1e9);
    awaitOver(watcher, burst, "jobs from before the fault");
    say("   all from before it answered after %.1f s", (desk.now() - from) / 1e9);
    desk.noteWhole(true);
  }

  private void awaitOver(RestCaller watcher, List<String> ids, String what)
      throws InterruptedException {
    if (!watcher.awaitOver(ids, PATIENCE)) {
      throw new IllegalStateException(what + " are not over in time");
    }
  }

  private void finish(Scene scene, @Nullable Footprint before)
      throws IOException, InterruptedException {
    scene.awaitWhole();
    try {
      scene.awaitDrained(PATIENCE);
    } catch (TimeoutException e) {
      failed(e.getMessage());
    }
    List<Event> events = desk.history().events();
    Set<String> accepted = new HashSet<>();
    events.stream().filter(Event::accepts).forEach(event -> accepted.add(event.id()));
    Map<String, Map<String, Sighting>> finals = new TreeMap<>();
    for (Slot slot : scene.slots()) {
      finals.put(slot.name(), read(scene, slot, accepted));
      say("%s knows %d of %d jobs", slot.name(), finals.get(slot.name()).size(), accepted.size());
    }
    List<Window> apart = staged.stream().filter(Staged::isApart).map(Staged::window).toList();
    List<Window> jumps =
        staged.stream()
            .filter(one -> one.step().fault() == Fault.CLOCK_JUMP)
            .map(one -> new Window(one.from(), one.whole(), Window.ANY))
            .toList();
    Findings findings =
        Checker.check(desk.catalogue().asked(), events, finals, apart, jumps, desk.originMs());
    findings.broken().forEach(one -> failed(one.toString()));
    report(scene, findings, finals.get(scene.slot(0).name()), events.size());
    if (before != null) {
      compareFootprints(scene, before);
    }
  }

  /** What the node in {@code slot} says; asks again if it dies meanwhile, on a busy machine. */
  private static Map<String, Sighting> read(Scene scene, Slot slot, Set<String> ids)
      throws InterruptedException {
    for (int tries = 1; ; tries++) {
      scene.awaitWhole();
      try {
        return NodeReader.read(slot.node().orElseThrow(), ids);
      } catch (RuntimeException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private void compareFootprints(Scene scene, Footprint before)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos(); // idle threads end after a minute or so
    for (Slot slot : scene.slots()) {
      Footprint after = Footprint.of(slot);
      while (!after.isBackTo(before) && System.nanoTime() < end) {
        TimeUnit.SECONDS.sleep(2);
        after = Footprint.of(slot);
      }
      say("%s after the drain: %s", slot.name(), after);
      if (!after.isBackTo(before)) {
        failed(slot.name() + " has not come back to " + before + ": " + after);
      }
    }
  }

  private void report(
      Scene scene, Findings findings, @Nullable Map<String, Sighting> outcomes, int calls) {
    long endMs = System.currentTimeMillis();
    Map<Staged, Orphans> orphans =
        Orphans.of(staged, Objects.requireNonNull(outcomes), startMs, endMs);
    int orphaned = orphans.values().stream().mapToInt(Orphans::jobs).sum();
    if (staged.isEmpty() || (hasKilled() && orphaned == 0)) {
      failed(staged.size() + " faults staged and " + orphaned + " orphans: nothing was tested");
    }
    say(
        "%d calls; %d outcomes recorded anew; %d jobs set aside as poison; %s nodes started",
        calls,
        findings.recordedAnew().size(),
        findings.setAside().size(),
        scene.slots().stream().map(slot -> String.valueOf(slot.starts())).toList());
    out.printf(
        Locale.ROOT,
        "%n%d nodes %s, seed %d, %.1f minutes%n%n%s%n",
        settings.nodes(),
        settings.durable() ? "with directories" : "in memory",
        settings.seed(),
        (endMs - startMs) / 60_000.0,
        new Report(staged, desk.catalogue().offeredAt(), findings, orphans).table());
  }

  private synchronized void failed(@Nullable String what) {
    failures.add(String.valueOf(what));
  }

  private void writeHistory(Path file) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (Event event : desk.history().events()) {
        lines.write(event + "\n");
      }
    }
  }

  private void say(String format, Object... arguments) {
    out.printf(Locale.ROOT, "[%7.1f] ", desk.now() / 1e9);
    out.printf(Locale.ROOT, format + "%n", arguments);
  }
}
