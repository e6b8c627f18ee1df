package sellaprime.primality.input;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * A parsed expression, with every intermediate size already checked by the {@link Parser}.
 * Evaluation recurses; the parser bounds the depth.
 */
sealed interface Node {

  /**
   * Computes the value.
   *
   * @throws BadNumberException if an exponent, or the argument of a factorial or primorial, turns
   *     out negative
   */
  BigInteger evaluate();

  /**
   * Adds numbers that are likely to share factors with this part of a product: bases, coefficients,
   * the primes of factorials and primorials. A part that is a sum is taken as a number.
   *
   * @throws BadNumberException as {@link #evaluate} does
   */
  default void addFactors(Set<BigInteger> factors) {
    factors.add(evaluate());
  }

  /** Digits of the text, from start to end. */
  record Literal(String text, int start, int end, boolean hex) implements Node {
    @Override
    public BigInteger evaluate() {
      return hex ? HexParser.parse(text, start, end) : DecimalParser.parse(text, start, end);
    }
  }

  /** A term of a sum, with its sign. */
  record Term(Node node, boolean minus) {}

  record Sum(List<Term> terms) implements Node {
    @Override
    public BigInteger evaluate() {
      BigInteger sum = BigInteger.ZERO;
      for (Term term : terms) {
        BigInteger value = term.node.evaluate();
        sum = term.minus ? sum.subtract(value) : sum.add(value);
      }
      return sum;
    }

    /** The factors of the terms, for the sum at the top: n = k*b^m + 1 has those of n - 1. */
    void addFactorsOfTerms(Set<BigInteger> factors) {
      terms.forEach(term -> term.node.addFactors(factors));
    }
  }

  record Product(List<Node> factors) implements Node {
    @Override
    public BigInteger evaluate() {
      BigInteger[] values = factors.stream().map(Node::evaluate).toArray(BigInteger[]::new);
      // Without zeros no part is larger than the whole, whose size the parser has checked.
      return List.of(values).contains(BigInteger.ZERO)
          ? BigInteger.ZERO
          : ProductTree.product(values, 0, values.length);
    }

    @Override
    public void addFactors(Set<BigInteger> found) {
      factors.forEach(factor -> factor.addFactors(found));
    }
  }

  record Power(Node base, Node exponent, int position) implements Node {
    @Override
    public BigInteger evaluate() {
      BigInteger b = base.evaluate();
      BigInteger e = exponent.evaluate();
      requireNotNegative(e, position, "the exponent");
      if (b.abs().compareTo(BigInteger.ONE) <= 0) {
        // Only the sign and parity of the exponent matter, which may be beyond an int here.
        return b.pow(e.signum() == 0 ? 0 : e.testBit(0) ? 1 : 2);
      }
      return b.pow(e.intValueExact());
    }

    @Override
    public void addFactors(Set<BigInteger> factors) {
      base.addFactors(factors);
    }
  }

  record Factorial(Node argument, int position) implements Node {
    @Override
    public BigInteger evaluate() {
      BigInteger n = argument.evaluate();
      requireNotNegative(n, position, "the argument of !");
      return ProductTree.factorial(n.intValueExact());
    }

    @Override
    public void addFactors(Set<BigInteger> factors) {
      BigInteger n = argument.evaluate();
      requireNotNegative(n, position, "the argument of !");
      addPrimesUpTo(n, factors);
    }
  }

  record Primorial(Node argument, int position) implements Node {
    @Override
    public BigInteger evaluate() {
      BigInteger n = argument.evaluate();
      requireNotNegative(n, position, "the argument of #");
      return ProductTree.primorial(n.intValueExact());
    }

    @Override
    public void addFactors(Set<BigInteger> factors) {
      BigInteger n = argument.evaluate();
      requireNotNegative(n, position, "the argument of #");
      addPrimesUpTo(n, factors);
    }
  }

  private static void addPrimesUpTo(BigInteger n, Set<BigInteger> factors) {
    for (int prime : ProductTree.primesUpTo(n.intValueExact())) {
      factors.add(BigInteger.valueOf(prime));
    }
  }

  private static void requireNotNegative(BigInteger value, int position, String what) {
    if (value.signum() < 0) {
      throw BadNumberException.negative(position, what + " is negative.");
    }
  }
}
