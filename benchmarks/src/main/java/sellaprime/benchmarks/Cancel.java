package sellaprime.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sellaprime.grid.GridNode;
import sellaprime.grid.batch.Batches;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.gateway.CallerId;
import sellaprime.grid.gateway.ClusterView;
import sellaprime.job.Ask;
import sellaprime.job.BatchQuestion;
import sellaprime.job.NumberQuestion;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/**
 * Cancels what runs, again and again: how long until that is recorded on every node, and until no
 * worker has anything of it in hand? Two nodes, this process and another.
 */
@Command(
    name = "cancel",
    description = "Cancels long numbers, batches and sales: how long until the workers are free?",
    mixinStandardHelpOptions = true)
final class Cancel implements Callable<Integer> {
  private static final String LONG = "2^216091-1";
  private static final String SLOW = "(2^2203-1)*(2^2281-1)\n";
  private static final int LINES = 20_000;

  @Option(names = "--rounds", description = "cancels of each kind (default: ${DEFAULT-VALUE})")
  private int rounds = 20;

  @Option(names = "--workers", description = "workers per node (default: ${DEFAULT-VALUE})")
  private int workers = 1;

  private interface Start {
    void start(GridNode node, String id) throws IOException;
  }

  @Override
  public Integer call() throws Exception {
    Quiet.logs();
    @Nullable Process other = null;
    try (GridNode node = Peer.startNode("cancel", List.of(), workers, null, Peer.ENGINE)) {
      other = Peer.start("other", "127.0.0.1:" + node.discoveryPort(), workers, null, false);
      Peer.awaitReady(node, 2);
      measure(node, "a number of 65,050 digits", Cancel::number);
      measure(node, "a batch of 1349-digit numbers", Cancel::batch);
      measure(node, "a sale of safe primes of 8192 bits", Cancel::sale);
      return 0;
    } finally {
      if (other != null) {
        other.destroy();
        other.waitFor();
      }
    }
  }

  private static void number(GridNode node, String id) {
    node.gateway().submit(id, new NumberQuestion(LONG, 0, true)).join();
  }

  private static void batch(GridNode node, String id) throws IOException {
    Batches batches = node.batches();
    batches.open(CallerId.OWN, id, new BatchQuestion(Ask.PRIME, 0, false, 0)).join();
    byte[] lines = SLOW.repeat(LINES).getBytes(StandardCharsets.UTF_8);
    Thread feeder =
        new Thread(
            () -> {
              try {
                batches.feed(
                    id,
                    new Batches.Sent(
                        new ByteArrayInputStream(lines), 1, false, LineForm.RECOGNISED),
                    () -> false);
              } catch (IOException | RuntimeException e) {
                // It is cancelled while it is fed.
              }
            });
    feeder.setDaemon(true);
    feeder.start();
  }

  private static void sale(GridNode node, String id) {
    PrimeSpec safe = new PrimeSpec(8192, 0, true, null, null);
    node.gateway().submit(id, new SaleQuestion(safe, 1)).join();
  }

  private void measure(GridNode node, String what, Start start) throws Exception {
    List<Double> recorded = new ArrayList<>();
    List<Double> free = new ArrayList<>();
    for (int round = -2; round < rounds; round++) {
      String id = what.replace(' ', '-').replace(',', '.') + "-" + round;
      start.start(node, id);
      await(node, true);
      Thread.sleep(300 + 37 * (round + 2)); // at some other place of the work each time
      long begin = System.nanoTime();
      node.gateway().cancel(id).join();
      double known = (System.nanoTime() - begin) / 1e6;
      await(node, false);
      if (round >= 0) {
        recorded.add(known);
        free.add((System.nanoTime() - begin) / 1e6);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: recorded after %.1f ms (most %.1f), workers free after %.0f ms (most %.0f)%n",
        what,
        Sale.median(recorded),
        Collections.max(recorded),
        Sale.median(free),
        Collections.max(free));
  }

  /** Waits until somebody has something in hand, or nobody has, nor anything queued. */
  private static void await(GridNode node, boolean busy) throws InterruptedException {
    while (true) {
      List<ClusterView.Node> nodes = node.cluster().nodes();
      int running = nodes.stream().mapToInt(ClusterView.Node::running).sum();
      int queued = nodes.stream().mapToInt(ClusterView.Node::queued).sum();
      if (busy ? running > 0 : running + queued == 0) {
        return;
      }
      Thread.sleep(1); // the view of the cluster is read; it tells nobody when it changes
    }
  }
}
