package sellaprime.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import sellaprime.testkit.Command;
import sellaprime.testkit.Namespaces;

/**
 * Each node in a network namespace of its own. A link is cut in one direction by a wrong hardware
 * address for the receiver, and made slow by the kernel's traffic control, as far as this kernel
 * has any: delay and loss, or else a bound on the bandwidth. This JVM, and so every caller, still
 * reaches all nodes.
 */
final class NamespacedNetwork implements Network {
  private static final String NOBODY = "02:00:00:00:00:01";
  private static final List<String> KINDS_OF_SLOW =
      List.of("netem delay 60ms 20ms loss 1%", "tbf rate 3mbit burst 16kb latency 300ms");

  private record Cut(int from, int to) {}

  private final Namespaces namespaces;
  private final int nodes;
  private final String slowness;
  private final Set<Cut> cuts = new LinkedHashSet<>();
  private final Set<Integer> slowed = new LinkedHashSet<>();

  /** Takes {@code namespaces} over. */
  NamespacedNetwork(Namespaces namespaces, int nodes) {
    this.namespaces = namespaces;
    this.nodes = nodes;
    this.slowness = KINDS_OF_SLOW.stream().filter(this::worksHere).findFirst().orElse("");
  }

  private boolean worksHere(String kind) {
    return run(0, "tc qdisc replace dev eth0 root " + kind) && run(0, "tc qdisc del dev eth0 root");
  }

  @Override
  public String host(int i) {
    return namespaces.address(i);
  }

  @Override
  public List<String> inside(int i, List<String> words) {
    return namespaces.command(i, words.toArray(String[]::new));
  }

  @Override
  public String whyNoCuts() {
    return nodes < 3 ? "two nodes have no majority" : "";
  }

  @Override
  public String whyNotSlow() {
    return slowness.isEmpty() ? "this kernel has no traffic control (netem, tbf)" : "";
  }

  @Override
  public void cut(int from, int to) {
    must(from, "ip neigh replace " + host(to) + " lladdr " + NOBODY + " dev eth0 nud permanent");
    cuts.add(new Cut(from, to));
  }

  @Override
  public void slow(int i) {
    must(i, "tc qdisc replace dev eth0 root " + slowness);
    slowed.add(i);
  }

  @Override
  public void heal() {
    cuts.forEach(cut -> must(cut.from(), "ip neigh del " + host(cut.to()) + " dev eth0"));
    cuts.clear();
    slowed.forEach(i -> must(i, "tc qdisc del dev eth0 root"));
    slowed.clear();
  }

  private void must(int i, String command) {
    if (!run(i, command)) {
      throw new IllegalStateException("failed for node " + (i + 1) + ": " + command);
    }
  }

  private boolean run(int i, String command) {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
    try {
      return Command.of(inside(i, words).toArray(String[]::new)).run().exit() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    namespaces.close();
  }
}
