package sellaprime.primality.input;

import java.math.BigInteger;
import java.util.List;

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
  }

  record Factorial(Node argument, int position) implements Node {
    @Override
    public BigInteger evaluate() {
      BigInteger n = argument.evaluate();
      requireNotNegative(n, position, "the argument of !");
      return ProductTree.factorial(n.intValueExact());
    }
  }

  record Primorial(Node argument, int position) implements Node {
    @Override
    public BigInteger evaluate() {
      BigInteger n = argument.evaluate();
      requireNotNegative(n, position, "the argument of #");
      return ProductTree.primorial(n.intValueExact());
    }
  }

  private static void requireNotNegative(BigInteger value, int position, String what) {
    if (value.signum() < 0) {
      throw BadNumberException.negative(position, what + " is negative.");
    }
  }
}
