package sellaprime.grid.jobs;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The load rows, one per tester, as this node knows them. Thread-safe; reads are local.
 *
 * <p>Each tester writes its own row alone. Another node removes it only once its node is gone.
 */
public interface Loads {

  /** Every row; weakly consistent. */
  Collection<TesterLoad> rows();

  /** The row of {@code tester}, or null. */
  @Nullable TesterLoad row(String tester);

  /** Stores a tester's own row on every node; returns when they have it. */
  void publish(TesterLoad row);

  /** Forgets a tester that is gone. */
  void remove(String tester);

  /**
   * Calls {@code listener} with every row that is written from now on, and with null for one
   * removed; it may only take a note.
   */
  void onChange(Consumer<@Nullable TesterLoad> listener);
}
