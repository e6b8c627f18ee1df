/**
 * The door for thin clients: Ignite's service {@code primes}, which {@link
 * sellaprime.client.PrimesClient} calls. It parses nothing and decides nothing; jobs go to the
 * gateway, lists of numbers to {@code grid.batch}.
 *
 * <p><b>Threads.</b> It runs in Ignite's client-connector threads, which are few: a call waits for
 * an acceptance, never for an answer.
 */
@NullMarked
package sellaprime.grid.thin;

import org.jspecify.annotations.NullMarked;
