package sellaprime.faults;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An agent that is loaded into a running node and fills its heap, as a leak would: until so many
 * megabytes are left, for so many milliseconds. With 0 left the node dies of it. Uses nothing but
 * the JDK, since it runs outside of the tests.
 */
public final class Ballast {
  private static final int MB = 1 << 20;

  private Ballast() {}

  /** Called by the JVM; {@code arguments} are {@code megabytesLeft,millis}. */
  public static void agentmain(String arguments) {
    String[] words = arguments.split(",", -1);
    long left = Long.parseLong(words[0]) * MB;
    long millis = Long.parseLong(words[1]);
    Thread thread = new Thread(() -> fill(left, millis), "ballast");
    thread.setDaemon(true);
    thread.start();
  }

  private static void fill(long left, long millis) {
    List<byte[]> ballast = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (System.nanoTime() < end) {
        if (left == 0 || free() > left) {
          ballast.add(new byte[MB]);
        } else {
          TimeUnit.MILLISECONDS.sleep(10); // garbage may make room again, to be filled as well
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Reference.reachabilityFence(ballast); // until now it is not garbage
    }
  }

  private static long free() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }
}
