package sellaprime.grid;

import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.tester.Tester;
import sellaprime.grid.tester.TesterHost;

/** How the tester of a host stands; all zero while none works there. */
class HostFigures implements TesterFigures {
  private final TesterHost host;
  private final BooleanSupplier ready;
  private final Clock clock;

  HostFigures(TesterHost host, BooleanSupplier ready, Clock clock) {
    this.host = host;
    this.ready = ready;
    this.clock = clock;
  }

  private @Nullable Tester tester() {
    Tester tester = host.current();
    return tester == null || tester.isClosed() ? null : tester;
  }

  private int ofTester(ToIntFunction<Tester> figure) {
    Tester tester = tester();
    return tester == null ? 0 : figure.applyAsInt(tester);
  }

  @Override
  public boolean isReady() {
    return ready.getAsBoolean();
  }

  @Override
  public int workers() {
    return ofTester(Tester::workerCount);
  }

  @Override
  public int waiting() {
    return ofTester(Tester::waiting);
  }

  @Override
  public int running() {
    return ofTester(Tester::running);
  }

  @Override
  public double oldestWaitingSeconds() {
    Tester tester = tester();
    long oldest = tester == null ? Long.MAX_VALUE : tester.oldestSubmittedAt();
    return Math.max(0, clock.millis() - Math.min(oldest, clock.millis())) / 1000.0;
  }

  @Override
  public int hungThreads() {
    return ofTester(Tester::hungThreads);
  }
}
