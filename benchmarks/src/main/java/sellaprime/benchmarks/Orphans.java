package sellaprime.benchmarks;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.grid.GridNode;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.grid.jobs.JobStore;
import sellaprime.job.Job;
import sellaprime.job.JobEvent.Submitted;
import sellaprime.job.JobState;
import sellaprime.job.NumberQuestion;
import sellaprime.primality.Primality;

/**
 * How long are orphans orphans? A node that never answers is given all the jobs and killed with
 * kill -9; this process, one of two survivors, notes when it sees each job moved and when it sees
 * it answered.
 */
@Command(
    name = "orphans",
    description = "Time from kill -9 of a node until its jobs are moved, and answered.",
    mixinStandardHelpOptions = true)
final class Orphans implements Callable<Integer> {
  @Option(names = "--jobs", description = "orphans per round (default: ${DEFAULT-VALUE})")
  private int jobs = 1000;

  @Option(
      names = "--bits",
      description = "size of the odd random numbers (default: ${DEFAULT-VALUE})")
  private int bits = 256;

  @Option(names = "--rounds", description = "nodes to kill (default: ${DEFAULT-VALUE})")
  private int rounds = 7;

  @Override
  public Integer call() throws Exception {
    Quiet.logs();
    Process other = null;
    try (GridNode node = Peer.startNode("survivor-0", List.of(), 1, null, Peer.ENGINE)) {
      String join = "127.0.0.1:" + node.discoveryPort();
      other = Peer.start("survivor-1", join, 1, null, false);
      Watch watch = new Watch(node.jobs());
      double[] last = new double[rounds];
      System.out.printf(
          Locale.ROOT, "%d orphans of %d bits, two survivors, ms after kill -9:%n", jobs, bits);
      for (int i = 0; i < rounds; i++) {
        Peer.awaitReady(node, 2);
        last[i] = round(node, watch, join, i);
      }
      Arrays.sort(last);
      System.out.printf(
          Locale.ROOT,
          "last orphan answered: median %.0f ms (min %.0f, max %.0f)%n",
          last[rounds / 2],
          last[0],
          last[rounds - 1]);
      return 0;
    } finally {
      if (other != null) {
        other.destroy();
        other.waitFor();
      }
    }
  }

  private double round(GridNode node, Watch watch, String join, int round) throws Exception {
    String name = "victim-" + round;
    Process victim = Peer.start(name, join, 1, null, true);
    try {
      Peer.awaitReady(node, 3);
      String tester =
          node.cluster().nodes().stream()
                  .filter(n -> n.name().equals(name))
                  .map(ClusterView.Node::id)
                  .findFirst()
                  .orElseThrow()
              + "#1";
      watch.begin(tester);
      submit(node.jobs(), tester, round);
      long killed = System.nanoTime();
      victim.destroyForcibly();
      watch.awaitAnswered(jobs);
      double first = (watch.firstMove() - killed) / 1e6;
      double moved = (watch.lastMove() - killed) / 1e6;
      double answered = (watch.lastAnswer() - killed) / 1e6;
      System.out.printf(
          Locale.ROOT,
          "  first moved %4.0f, last moved %4.0f, last answered %4.0f%n",
          first,
          moved,
          answered);
      return answered;
    } finally {
      victim.destroyForcibly().waitFor();
    }
  }

  private void submit(JobStore store, String tester, int round) {
    Random random = new Random(round);
    List<CompletableFuture<?>> stored = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      String id = "orphan-" + round + "-" + i;
      String number = new BigInteger(bits, random).setBit(bits - 1).setBit(0).toString();
      Job job =
          Job.submitted(
              id,
              new NumberQuestion(number, 0, true),
              Primality.expectedNanos(bits),
              tester,
              System.currentTimeMillis());
      stored.add(store.apply(id, new Submitted(job)));
    }
    stored.forEach(CompletableFuture::join);
  }

  /** Notes when this node sees a job of one tester moved, and answered. */
  private static final class Watch {
    private volatile String tester = "";
    private final Map<String, Long> moves = new ConcurrentHashMap<>();
    private final Map<String, Long> answers = new ConcurrentHashMap<>();

    Watch(JobStore store) {
      store.onChange(this::note);
    }

    void begin(String owner) {
      moves.clear();
      answers.clear();
      tester = owner;
    }

    private void note(Job job) {
      if (job.state() == JobState.DONE) {
        answers.putIfAbsent(job.id(), System.nanoTime());
      } else if (!job.owner().equals(tester)) {
        moves.putIfAbsent(job.id(), System.nanoTime());
      }
    }

    void awaitAnswered(int jobs) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (answers.size() < jobs) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(answers.size() + " of " + jobs + " answered in 60 s");
        }
        Thread.sleep(
            1); // moments are noted by the listener; this only waits, and leaves the cores alone
      }
    }

    long firstMove() {
      return moves.values().stream().mapToLong(t -> t).min().orElseThrow();
    }

    long lastMove() {
      return moves.values().stream().mapToLong(t -> t).max().orElseThrow();
    }

    long lastAnswer() {
      return answers.values().stream().mapToLong(t -> t).max().orElseThrow();
    }
  }
}
