package sellaprime.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory of a given size: a disk that can be filled, or made read-only. */
public final class TinyDisk implements AutoCloseable {
  private final Path mountPoint;

  private TinyDisk(Path mountPoint) {
    this.mountPoint = mountPoint;
  }

  /** Mounts one at {@code mountPoint}; where that is not permitted, the test is skipped. */
  public static TinyDisk at(Path mountPoint, int megabytes) throws IOException {
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", mountPoint) == 0;
    Assumptions.assumeTrue(mounted, "this user may not mount a file system");
    return new TinyDisk(mountPoint);
  }

  /** From now on nothing can be written to it. */
  public void makeReadOnly() throws IOException {
    assertThat(run("mount", "-o", "remount,ro", mountPoint)).as("remount").isZero();
  }

  private static int run(Object... words) throws IOException {
    return new ProcessBuilder(Stream.of(words).map(Object::toString).toList())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .onExit()
        .join()
        .exitValue();
  }

  @Override
  public void close() throws IOException {
    run("umount", "--lazy", mountPoint);
  }
}
