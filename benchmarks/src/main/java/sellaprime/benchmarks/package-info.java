/** Load generators and microbenchmarks, one class per question. */
@NullMarked
package sellaprime.benchmarks;

import org.jspecify.annotations.NullMarked;
