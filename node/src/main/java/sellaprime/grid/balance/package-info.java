/**
 * Which testers are alive, and which of them gets the next job: the one that would finish it first.
 *
 * <p>Balances by expected time and not by count, since a test of 4096 bits costs more than a
 * hundred thousand of 64.
 */
@NullMarked
package sellaprime.grid.balance;

import org.jspecify.annotations.NullMarked;
