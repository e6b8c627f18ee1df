package sellaprime.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * Machines to be: network namespaces of Linux, each with an address of its own, on one bridge, to
 * which this JVM has an address as well. Any two of them can be cut off from each other, silently,
 * as by a switch that drops their packets, and connected again.
 *
 * <p>A cut gives each of the two a wrong hardware address for the other, so it needs no firewall in
 * the kernel. This JVM still reaches everybody.
 *
 * <p>Whoever may not do that (it takes root) has the test skipped. {@link #close} removes
 * everything; so does the end of the JVM.
 */
public final class Namespaces implements AutoCloseable {
  /** Set aside for tests of networks (RFC 2544): not in use anywhere by right. */
  private static final String NETWORK = "198.18.";

  private static final String NOBODY = "02:00:00:00:00:01";
  private static final AtomicInteger created = new AtomicInteger();

  private final String prefix;
  private final String subnet;
  private final int count;
  private final Thread atExit = new Thread(this::remove, "remove network namespaces");

  private Namespaces(int count) {
    int number = created.incrementAndGet();
    long pid = ProcessHandle.current().pid();
    this.prefix = "sp" + pid + "x" + number;
    this.subnet = NETWORK + ((pid + number) & 0xff) + ".";
    this.count = count;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Makes {@code count} of them, numbered from 0; skips the test if that is not permitted. */
  public static Namespaces create(int count) throws IOException {
    Namespaces made = new Namespaces(count);
    try {
      boolean permitted = made.tryCreate();
      Assumptions.assumeTrue(permitted, "this user may not make network namespaces");
      return made;
    } catch (IOException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private boolean tryCreate() throws IOException {
    try {
      if (!runs("ip link add " + bridge() + " type bridge")) {
        return false;
      }
    } catch (IOException e) { // there is no such command
      return false;
    }
    boolean done =
        runs("ip addr add " + subnet + "254/24 dev " + bridge())
            && runs("ip link set " + bridge() + " up");
    for (int i = 0; i < count && done; i++) {
      String outside = prefix + "v" + i;
      String inside = prefix + "w" + i;
      done =
          runs("ip netns add " + name(i))
              && runs("ip link add " + outside + " type veth peer name " + inside)
              && runs("ip link set " + inside + " netns " + name(i) + " name eth0")
              && runs("ip link set " + outside + " master " + bridge() + " up")
              && runsIn(i, "ip link set lo up")
              && runsIn(i, "ip addr add " + address(i) + "/24 dev eth0")
              && runsIn(i, "ip link set eth0 up");
    }
    return done;
  }

  private String bridge() {
    return prefix + "b";
  }

  private String name(int i) {
    return prefix + "n" + i;
  }

  /** The address of the {@code i}-th. */
  public String address(int i) {
    return subnet + (i + 1);
  }

  /** What to put before a command so that it runs in the {@code i}-th; it keeps its process id. */
  public List<String> command(int i, String... words) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name(i)));
    all.addAll(Arrays.asList(words));
    return all;
  }

  /** From now on nothing gets from {@code i} to {@code j}, nor back; nobody is told. */
  public void cut(int i, int j) throws IOException {
    mustRun(i, "ip neigh replace " + address(j) + " lladdr " + NOBODY + " dev eth0 nud permanent");
    mustRun(j, "ip neigh replace " + address(i) + " lladdr " + NOBODY + " dev eth0 nud permanent");
  }

  /** Undoes {@link #cut}. */
  public void heal(int i, int j) throws IOException {
    mustRun(i, "ip neigh del " + address(j) + " dev eth0");
    mustRun(j, "ip neigh del " + address(i) + " dev eth0");
  }

  private void mustRun(int i, String command) throws IOException {
    if (!runsIn(i, command)) {
      throw new IOException("failed in " + name(i) + ": " + command);
    }
  }

  private boolean runsIn(int i, String command) throws IOException {
    return run(command(i, command.split(" ", -1)));
  }

  private static boolean runs(String command) throws IOException {
    return run(Arrays.asList(command.split(" ", -1)));
  }

  private static boolean run(List<String> words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.onExit().join().exitValue();
    if (exit != 0 && !said.isBlank()) {
      System.err.println(String.join(" ", words) + ": " + said.strip());
    }
    return exit == 0;
  }

  private void remove() {
    try {
      for (int i = 0; i < count; i++) {
        run(List.of("ip", "netns", "del", name(i)));
        run(List.of("ip", "link", "del", prefix + "v" + i));
      }
      run(List.of("ip", "link", "del", bridge()));
    } catch (IOException e) {
      System.err.println("network namespaces " + prefix + "* stay: " + e);
    }
  }

  /** Removes them; processes in them keep running, without a network. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the hook runs
    }
    remove();
  }
}
