/** Long lists through the whole command: two nodes and a caller, each a process of its own. */
@NullMarked
package sellaprime.benchmarks.batch;

import org.jspecify.annotations.NullMarked;
