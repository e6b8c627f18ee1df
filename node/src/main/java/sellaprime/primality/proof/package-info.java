/**
 * Proofs of primality from the factors of n - 1 and n + 1, and the certificates that they leave.
 *
 * <p>{@link sellaprime.primality.proof.Proofs} is the way in. Numbers k&middot;2<sup>m</sup>
 * &plusmn; 1 with k &lt; 2<sup>m</sup> get one chain of squarings, which decides them for good at
 * less than the price of a probable-prime test. Other numbers need prime factors of n - 1 and n + 1
 * up to about a third of their digits: from hints (an expression tells them) or found within a
 * budget.
 *
 * <p>{@link sellaprime.primality.proof.Checker} verifies a certificate by plain arithmetic, and
 * shares no code with the prover.
 *
 * <p>In the comments, BLS75 is Brillhart, Lehmer, Selfridge: New primality criteria and
 * factorizations of 2<sup>m</sup> &plusmn; 1. Math. Comp. 29 (1975), 620-647.
 */
@NullMarked
package sellaprime.primality.proof;

import org.jspecify.annotations.NullMarked;
