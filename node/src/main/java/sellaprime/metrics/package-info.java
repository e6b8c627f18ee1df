/**
 * Figures for Prometheus: {@link sellaprime.metrics.NodeMetrics} hears of what the grid does, looks
 * at how the node stands when it is asked, and writes both as text. The one package that knows
 * Micrometer.
 *
 * <p><b>Bounded.</b> Every tag has a fixed set of values; nothing that a caller sends becomes one.
 * So the number of series is fixed, but for those of the JVM's collector and memory pools.
 *
 * <p><b>Cost.</b> Counters and timers are made at the start and found by index, so a job costs some
 * six additions to striped counters. How the node stands is looked up when it is asked for.
 */
@NullMarked
package sellaprime.metrics;

import org.jspecify.annotations.NullMarked;
