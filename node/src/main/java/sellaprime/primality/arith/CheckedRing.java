package sellaprime.primality.arith;

/**
 * A ring that can look at its own products: for chains whose steps have no law of their own by
 * which a fault would show later.
 *
 * @param <E> an element
 */
public interface CheckedRing<E> extends Ring<E> {

  /**
   * {@code to} becomes a squared, less 2, and the equation a<sup>2</sup> - 2 = qn + to is checked
   * modulo a prime of 61 bits. The residue of {@code a} is kept from the call that made it, so that
   * a change of its memory in the meantime shows as well. Cost of the check: some percent of a
   * product.
   *
   * @param to not {@code a}
   * @return whether the equation holds; if not, the machine is at fault, and {@code a} or {@code
   *     to} is wrong. A fault stays hidden with a chance of 2<sup>-61</sup>
   */
  boolean squareLessTwoChecked(E to, E a);
}
