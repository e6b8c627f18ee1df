package sellaprime.grid.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sellaprime.testkit.BareNodes;
import sellaprime.testkit.Samples;

/** The contract on two real Ignite nodes without testers, which would answer the jobs. */
class IgniteJobStoreTest extends JobStoreContract {
  private static BareNodes nodes;
  private static List<JobStore> stores;

  @BeforeAll
  static void start() {
    nodes = BareNodes.of(2);
    stores = List.of(new IgniteJobStore(nodes.node(0)), new IgniteJobStore(nodes.node(1)));
  }

  @AfterAll
  static void stop() {
    stores.forEach(store -> ((IgniteJobStore) store).close());
    nodes.close();
  }

  @Override
  List<JobStore> stores() {
    return stores;
  }

  @Test
  void aClosedStoreRefusesAndMayBeClosedAgain() {
    IgniteJobStore store = new IgniteJobStore(nodes.node(0));
    store.close();
    store.close();
    assertThatThrownBy(() -> store.apply("late", Samples.submitted("late", "7", "a")).join())
        .hasCauseInstanceOf(StoreUnavailableException.class);
    assertThat(stores.get(0).get("late")).isNull();
  }
}
