package sellaprime.grid;

import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import sellaprime.primality.input.InputLimits;

/**
 * What a tester has to know of its keepers' settings, so that nobody need tell it as well: each
 * keeper has them among its node attributes.
 *
 * @param limits the numbers that the keepers accept
 * @param keepOutcomes how long a finished job can be asked for: whoever writes the outcome says so
 */
record KeeperSettings(InputLimits limits, Duration keepOutcomes) {
  static final String MAX_DIGITS = "sellaprime.maxDigits";
  static final String KEEP_MS = "sellaprime.keepMs";

  /** As the keeper has them that is longest in the cluster of {@code ignite}. */
  static KeeperSettings of(Ignite ignite) {
    ClusterNode oldest =
        ignite.cluster().forServers().nodes().stream()
            .min(Comparator.comparingLong(ClusterNode::order))
            .orElseThrow(() -> new StartException("all keepers have gone meanwhile", null));
    Integer digits = oldest.attribute(MAX_DIGITS);
    Long keepMs = oldest.attribute(KEEP_MS);
    return new KeeperSettings(
        InputLimits.ofDigits(Objects.requireNonNullElse(digits, InputLimits.DEFAULT.maxDigits())),
        Duration.ofMillis(
            Objects.requireNonNullElse(keepMs, GridSettings.DEFAULT_KEEP.toMillis())));
  }
}
