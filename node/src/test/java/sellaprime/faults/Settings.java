package sellaprime.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to run.
 *
 * @param rate calls a second, on average, of all callers together
 * @param durable whether the nodes keep directories, so that all may die at once
 * @param faults those to stage, as far as this machine can
 * @param jvm options for the nodes' JVMs
 * @param logs where the nodes' logs and, after a failure, the histories go
 */
record Settings(
    long seed,
    int nodes,
    Duration duration,
    int rate,
    boolean durable,
    List<Fault> faults,
    String jvm,
    Path logs) {}
