package sellaprime.primality.arith;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A kind of ring that may be chosen for a modulus. Stateless, thread-safe. */
public interface RingFactory {

  /** A short name, lower case: {@code "limbs"}, {@code "jdk"}. */
  String name();

  /** Why this kind cannot be had in this JVM, for people; null if it can. */
  @Nullable String whyNot();

  /** Whether moduli of this size can be taken. */
  boolean supports(int bits);

  /**
   * What a squaring costs on a plain core, in nanoseconds; only compared with other kinds' figures.
   */
  double squareNanos(int bits);

  /**
   * Whether the figure depends so much on the machine that this kind must show its speed in a
   * {@link RingTrial} before it is used.
   */
  default boolean needsTrial() {
    return false;
  }

  /**
   * A new ring for an odd modulus above 1 of a supported size. Cost: of the order of ten products.
   *
   * @throws IllegalArgumentException for another modulus
   */
  Ring<?> create(BigInteger n);
}
