package sellaprime.grid.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SteadyTest {
  @Test
  void anErrorDoesNotEndItAndIsToldOnce() {
    Logger log = (Logger) LoggerFactory.getLogger("steady-test");
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    log.setLevel(Level.WARN);
    log.addAppender(told);
    log.setAdditive(false);
    AtomicInteger runs = new AtomicInteger();
    Runnable task =
        () -> {
          int run = runs.incrementAndGet();
          if (run <= 3) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          if (run == 5) {
            throw new IllegalStateException("later, and news");
          }
        };
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    try {
      thread.scheduleWithFixedDelay(
          new Steady(log, "it did not work", task), 0, 1, TimeUnit.MILLISECONDS);
      await().until(() -> runs.get() > 8);
    } finally {
      thread.shutdownNow();
    }
    assertThat(told.list).hasSize(2);
  }
}
