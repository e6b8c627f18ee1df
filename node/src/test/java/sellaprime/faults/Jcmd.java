package sellaprime.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sellaprime.testkit.Command;

/** The JDK's {@code jcmd}, to look into nodes and to load the {@link Ballast}. */
final class Jcmd {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  /** Each takes some ten seconds until it is given up. */
  private static final int TRIES = 10;

  private Jcmd() {}

  /** Whether this machine has one beside its java. */
  static boolean isHere() {
    return Files.isExecutable(path());
  }

  private static Path path() {
    return Path.of(System.getProperty("java.home"), "bin", "jcmd");
  }

  /** Bytes of the heap that are in use after a full collection, in process {@code pid}. */
  static long liveHeap(long pid) throws IOException, InterruptedException {
    String histogram = patiently(pid, "GC.class_histogram");
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("no total in the histogram of process " + pid);
    }
    return Long.parseLong(total.group(1));
  }

  /** Threads of process {@code pid}. */
  static int threads(long pid) throws IOException, InterruptedException {
    return (int) patiently(pid, "Thread.print").lines().filter(line -> line.startsWith("\"")).count();
  }

  /** Loads the ballast, which {@link #ballastJar} has packed, into process {@code pid}. */
  static void loadBallast(long pid, Path jar, int megabytesLeft, long millis)
      throws IOException, InterruptedException {
    run(pid, "JVMTI.agent_load", jar.toString(), "\"" + megabytesLeft + "," + millis + "\"");
  }

  /** Packs the ballast as an agent. */
  static Path ballastJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), Ballast.class.getName());
    String entry = Ballast.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream in =
            Objects.requireNonNull(Ballast.class.getClassLoader().getResourceAsStream(entry))) {
      out.putNextEntry(new JarEntry(entry));
      in.transferTo(out);
    }
    return jar;
  }

  /** As {@link #run}, several times if need be: a busy JVM may be late to open its door. */
  private static String patiently(long pid, String command)
      throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return run(pid, command);
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static String run(long pid, String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(path().toString(), String.valueOf(pid)));
    all.addAll(Arrays.asList(words));
    Command.Result result = Command.of(all.toArray(String[]::new)).run();
    if (result.exit() != 0) {
      throw new IOException(all + " failed: " + result.out() + result.err());
    }
    return result.out();
  }
}
