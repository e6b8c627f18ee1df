package sellaprime.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What can happen to a cluster. A fault is staged when all nodes are whole, lasts for the time of
 * its step, is healed, and is over when all nodes are whole again; nodes that end are started again
 * all the while. So in a cluster without directories one node that holds everything always lives,
 * which the promises ask for.
 */
enum Fault {
  KILL("kill", "SIGKILL to one node", 500, 1_000) {
    @Override
    void stage(Scene scene, Step step) throws InterruptedException {
      ended(List.of(scene.slot(step.victim()).kill()));
    }
  },

  KILL_ALL_BUT_ONE("kill all but one", "SIGKILL to all nodes but one, at once", 500, 1_000) {
    @Override
    void stage(Scene scene, Step step) throws InterruptedException {
      ended(scene.others(step.victim()).stream().map(Slot::kill).toList());
    }
  },

  LEAVE("leave", "SIGTERM to one node", 500, 1_000) {
    @Override
    void stage(Scene scene, Step step) throws InterruptedException {
      ended(List.of(scene.slot(step.victim()).terminate()));
    }
  },

  FREEZE(
      "freeze", "SIGSTOP to one node for 5-9 s (detection takes 3 s), then SIGCONT", 5_000, 4_000) {
    @Override
    void stage(Scene scene, Step step) {
      scene.slot(step.victim()).signal("STOP");
    }

    @Override
    void heal(Scene scene, Step step) {
      scene.slot(step.victim()).signal("CONT");
    }

    @Override
    Apart apart() {
      return Apart.VICTIM;
    }
  },

  RESTART_STORM(
      "restart storm", "six SIGKILLs to any nodes but one, 0.2-2.2 s apart, ready or not", 0, 1) {
    @Override
    void stage(Scene scene, Step step) throws InterruptedException {
      Random random = new Random(step.seed());
      List<Slot> others = scene.others(step.victim());
      for (int i = 0; i < 6; i++) {
        ended(List.of(others.get(random.nextInt(others.size())).kill()));
        TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(2_000));
      }
    }
  },

  ROLLING_RESTART(
      "rolling restart", "SIGTERM to every node, the next when all are whole again", 0, 1) {
    @Override
    void stage(Scene scene, Step step) throws InterruptedException {
      for (int i = 0; i < scene.size(); i++) {
        ended(List.of(scene.slot((step.victim() + i) % scene.size()).terminate()));
        scene.awaitWhole();
      }
    }
  },

  MEMORY_PRESSURE(
      "memory pressure",
      "one node's heap filled up to 6 MB, for 5-8 s, by an agent",
      5_000,
      3_000) {
    @Override
    String whyNot(Scene scene) {
      return scene.whyNoBallast();
    }

    @Override
    void stage(Scene scene, Step step) throws IOException, InterruptedException {
      scene.fillHeap(step.victim(), 6, step.holdMs());
    }

    @Override
    Apart apart() {
      return Apart.VICTIM;
    }
  },

  OUT_OF_MEMORY("out of memory", "one node's heap filled up by an agent: it dies", 1_000, 1_000) {
    @Override
    String whyNot(Scene scene) {
      return scene.whyNoBallast();
    }

    @Override
    void stage(Scene scene, Step step) throws IOException, InterruptedException {
      CompletableFuture<?> end = scene.slot(step.victim()).end();
      scene.fillHeap(step.victim(), 0, PATIENCE.toMillis());
      ended(List.of(end));
    }

    @Override
    Apart apart() {
      return Apart.VICTIM;
    }
  },

  /**
   * A timer that was set by the later time does not fire for an hour after the clock is set back;
   * what waits for it shows when the cluster changes.
   */
  CLOCK_JUMP(
      "clock jump",
      "one node's wall clock an hour ahead or back, then right; another node killed 2 s after it went"
          + " back",
      4_000,
      2_000) {
    @Override
    String whyNot(Scene scene) {
      return scene.whyNoClock();
    }

    @Override
    void stage(Scene scene, Step step) throws IOException, InterruptedException {
      scene.setClock(isAhead(step) ? "+1h" : "-1h");
      if (!isAhead(step)) {
        killAnother(scene, step);
      }
    }

    @Override
    void heal(Scene scene, Step step) throws IOException, InterruptedException {
      scene.setClock("+0");
      if (isAhead(step)) {
        killAnother(scene, step);
      }
    }

    private boolean isAhead(Step step) {
      return step.seed() % 2 == 0;
    }

    private void killAnother(Scene scene, Step step) throws InterruptedException {
      TimeUnit.SECONDS.sleep(2); // the library looks once a second
      List<Slot> others = scene.others(step.victim());
      ended(List.of(others.get(new Random(step.seed()).nextInt(others.size())).kill()));
    }

    @Override
    boolean isForTheFirstNode() {
      return true;
    }
  },

  SLOW_LINK(
      "slow link", "all that one node sends is delayed and bounded (tc), for 5-8 s", 5_000, 3_000) {
    @Override
    String whyNot(Scene scene) {
      return scene.network().whyNotSlow();
    }

    @Override
    void stage(Scene scene, Step step) {
      scene.network().slow(step.victim());
    }

    @Override
    void heal(Scene scene, Step step) {
      scene.network().heal();
    }

    @Override
    Apart apart() {
      return Apart.VICTIM;
    }
  },

  ONE_WAY(
      "one-way cut", "nothing that one node sends arrives at the others, for 5-8 s", 5_000, 3_000) {
    @Override
    String whyNot(Scene scene) {
      return scene.network().whyNoCuts();
    }

    @Override
    void stage(Scene scene, Step step) {
      for (int i = 0; i < scene.size(); i++) {
        if (i != step.victim()) {
          scene.network().cut(step.victim(), i);
        }
      }
    }

    @Override
    void heal(Scene scene, Step step) {
      scene.network().heal();
    }

    @Override
    Apart apart() {
      return Apart.ALL;
    }

    @Override
    boolean splits() {
      return true;
    }
  },

  ISOLATE("isolated node", "one node cut off from all others, for 5-8 s", 5_000, 3_000) {
    @Override
    String whyNot(Scene scene) {
      return scene.network().whyNoCuts();
    }

    @Override
    void stage(Scene scene, Step step) {
      scene.split(List.of(step.victim()));
    }

    @Override
    void heal(Scene scene, Step step) {
      scene.network().heal();
    }

    @Override
    Apart apart() {
      return Apart.ALL;
    }

    @Override
    boolean splits() {
      return true;
    }
  },

  SPLIT("partition", "two halves that do not hear each other, for 5-8 s", 5_000, 3_000) {
    @Override
    String whyNot(Scene scene) {
      return scene.network().whyNoCuts();
    }

    @Override
    void stage(Scene scene, Step step) {
      List<Integer> nodes = new ArrayList<>();
      for (int i = 0; i < scene.size(); i++) {
        nodes.add(i);
      }
      Collections.shuffle(nodes, new Random(step.seed()));
      scene.split(nodes.subList(0, scene.size() / 2));
    }

    @Override
    void heal(Scene scene, Step step) {
      scene.network().heal();
    }

    @Override
    Apart apart() {
      return Apart.ALL;
    }

    @Override
    boolean splits() {
      return true;
    }
  },

  FULL_DISK(
      "full disk",
      "the disk of one node, a small tmpfs, is filled to the last byte",
      4_000,
      3_000) {
    @Override
    String whyNot(Scene scene) {
      return scene.whyNoDisk();
    }

    @Override
    boolean isForTheFirstNode() {
      return true;
    }

    @Override
    void stage(Scene scene, Step step) throws IOException {
      scene.fillDisk();
    }

    @Override
    void heal(Scene scene, Step step) throws IOException {
      scene.emptyDisk();
    }
  },

  KILL_ALL(
      "kill all", "SIGKILL to all nodes at once; all start again from their directories", 500, 1) {
    @Override
    String whyNot(Scene scene) {
      return scene.durable() ? "" : "without directories the death of all nodes loses all";
    }

    @Override
    void stage(Scene scene, Step step) throws InterruptedException {
      ended(scene.slots().stream().map(Slot::kill).toList());
    }
  };

  /** Whose word on jobs it does not know means nothing while a fault lasts. */
  enum Apart {
    NOBODY,
    VICTIM,
    ALL
  }

  /** For a process to end, on whatever machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String title;
  private final String how;
  private final long shortest;
  private final long spread;

  Fault(String title, String how, long shortest, long spread) {
    this.title = title;
    this.how = how;
    this.shortest = shortest;
    this.spread = spread;
  }

  String title() {
    return title;
  }

  /** How it is staged, for the report. */
  String how() {
    return how;
  }

  /** The shortest time from staging to healing, in milliseconds. */
  long shortest() {
    return shortest;
  }

  /** How much longer it may take. */
  long spread() {
    return spread;
  }

  /** Why it cannot be staged here; an empty string if it can. */
  String whyNot(Scene scene) {
    return "";
  }

  static void ended(List<? extends CompletableFuture<?>> ends) throws InterruptedException {
    try {
      CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a node that was to end has not ended", e);
    }
  }

  abstract void stage(Scene scene, Step step) throws IOException, InterruptedException;

  void heal(Scene scene, Step step) throws IOException, InterruptedException {}

  Apart apart() {
    return Apart.NOBODY;
  }

  /**
   * Whether only the first node is fit for it: one small disk, and one clock that jumps, suffice.
   */
  boolean isForTheFirstNode() {
    return false;
  }

  /** Whether there may be two clusters for a while, each of which goes on. */
  boolean splits() {
    return false;
  }
}
