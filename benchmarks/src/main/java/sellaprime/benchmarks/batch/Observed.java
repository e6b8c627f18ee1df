package sellaprime.benchmarks.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM of ours seen from outside: its processor time, its memory, its heap after collections. */
final class Observed {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern COLLECTED = Pattern.compile("->(\\d+)M\\((\\d+)M\\)");

  /** Processor time so far; resident memory; heap after the latest collection, or -1. */
  record Sample(double processorSeconds, long residentMb, long heapMb) {}

  private final Process process;
  private final Path collections;
  private Sample last = new Sample(0, 0, -1);

  Observed(Process process, Path collections) {
    this.process = process;
    this.collections = collections;
  }

  /** A JVM option with which it writes down its collections. */
  static String logging(Path collections) {
    return "-Xlog:gc:file=" + collections;
  }

  Process process() {
    return process;
  }

  /** As it is now; as it was last, if it has ended. */
  Sample look() {
    try {
      double processor = process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(0.0);
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      Matcher resident = RESIDENT.matcher(Files.readString(status));
      if (resident.find() && processor >= last.processorSeconds) {
        last = new Sample(processor, Long.parseLong(resident.group(1)) >> 10, heap());
      }
    } catch (IOException e) {
      // It has ended.
    }
    return last;
  }

  private long heap() {
    if (!Files.exists(collections)) {
      return -1;
    }
    try {
      List<String> lines = Files.readAllLines(collections);
      for (int i = lines.size() - 1; i >= 0; i--) {
        Matcher collected = COLLECTED.matcher(lines.get(i));
        if (collected.find()) {
          return Long.parseLong(collected.group(1));
        }
      }
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
