package sellaprime.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/**
 * Two short runs of the harness, or one as {@code -Dsellaprime.faults='--minutes 30 --nodes 5'}
 * says.
 */
class FaultsIT {
  private static final String ARGUMENTS = System.getProperty("sellaprime.faults", "short");

  @Test
  void everyPromiseIsKeptInMemory() {
    assumeTrue(ARGUMENTS.equals("short"), "told what to run");
    // Splits take their time, and are MergeIT's business in a short run.
    assertThat(
            FaultHarness.run(
                "--minutes=1", "--nodes=3", "--seed=1", "--without=split,isolate,one_way"))
        .isZero();
  }

  @Test
  void everyPromiseIsKeptWithDirectories() {
    assumeTrue(ARGUMENTS.equals("short"), "told what to run");
    assertThat(
            FaultHarness.run(
                "--minutes=0.5", "--nodes=3", "--seed=1", "--durable", "--only=kill_all,full_disk"))
        .isZero();
  }

  @Test
  void everyPromiseIsKeptInTheRunThatIsAskedFor() {
    assumeTrue(!ARGUMENTS.equals("short"), "not told what to run");
    assertThat(FaultHarness.run(ARGUMENTS.trim().split("\\s+", -1))).isZero();
  }
}
