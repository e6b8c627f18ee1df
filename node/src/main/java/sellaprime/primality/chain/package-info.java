/**
 * Long computations that survive faults and interruptions: a chain of products modulo n, of minutes
 * or weeks, which checks itself and can be resumed.
 *
 * <p>A {@link sellaprime.primality.chain.Chain} is a state and a step; {@link
 * sellaprime.primality.chain.ChainRunner} moves it on, polls the watch, offers {@link
 * sellaprime.primality.chain.Checkpoint}s to it, and returns to the last good state when a check
 * fails. Three chains cover the tests: powers of a base ({@link
 * sellaprime.primality.chain.PowerChain}: Fermat, Proth, Pepin, strong rounds), s<sup>2</sup> - 2
 * ({@link sellaprime.primality.chain.SquareLessTwoChain}: Lucas-Lehmer, Riesel), and Lucas
 * sequences ({@link sellaprime.primality.chain.LucasChain}).
 */
@NullMarked
package sellaprime.primality.chain;

import org.jspecify.annotations.NullMarked;
