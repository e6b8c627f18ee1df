/** The primality engine beside its rivals: JMH benchmarks, and whole processes. */
@NullMarked
package sellaprime.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
