package sellaprime.primality.input;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads an expression by recursive descent, and bounds the size of every intermediate result on the
 * way.
 *
 * <pre>
 * sum     = product { ("+" | "-") product }
 * product = power { "*" power }
 * power   = postfix [ "^" power ]
 * postfix = primary { "!" | "#" }
 * primary = digits | "0x" hexdigits | "(" sum ")"
 * </pre>
 *
 * <p>Sums and products are lists, not chains, so a long text makes no deep tree. For one use, by
 * one thread.
 */
final class Parser {

  /** A node, the bound of its value, how deep its tree is, and where its text starts. */
  record Parsed(Node node, Size size, int height, int start) {}

  private final String text;
  private final InputLimits limits;
  private final SizeGuard guard;
  private final Tokenizer tokenizer;
  private Token token;
  private int depth;

  Parser(String text, InputLimits limits) {
    this.text = text;
    this.limits = limits;
    this.guard = new SizeGuard(limits);
    this.tokenizer = new Tokenizer(text);
    this.token = tokenizer.next();
  }

  /**
   * Reads the whole text.
   *
   * @throws BadNumberException if it is no expression, or one with a part that is too large
   */
  Parsed parse() {
    Parsed result = sum();
    switch (token.kind()) {
      case END -> {}
      case CLOSE ->
          throw BadNumberException.syntax(
              token.start(), "there is no ( for this ). Remove it, or open a parenthesis before.");
      default ->
          throw BadNumberException.syntax(
              token.start(),
              "an operator is missing before this. Write one of + - * ^, or give one number at a"
                  + " time.");
    }
    return result;
  }

  private Parsed sum() {
    Parsed first = product();
    if (!at(Token.Kind.PLUS) && !at(Token.Kind.MINUS)) {
      return first;
    }
    List<Node.Term> terms = new ArrayList<>();
    terms.add(new Node.Term(first.node, false));
    Size size = first.size;
    int height = first.height;
    while (at(Token.Kind.PLUS) || at(Token.Kind.MINUS)) {
      boolean minus = at(Token.Kind.MINUS);
      advance();
      Parsed next = product();
      terms.add(new Node.Term(next.node, minus));
      size = guard.charge(size.plus(next.size, minus), first.start, SizeGuard.ADDITION);
      height = Math.max(height, next.height);
    }
    return parsed(new Node.Sum(List.copyOf(terms)), size, height, first.start);
  }

  private Parsed product() {
    Parsed first = power();
    if (!at(Token.Kind.TIMES)) {
      return first;
    }
    List<Node> factors = new ArrayList<>();
    factors.add(first.node);
    Size size = first.size;
    int height = first.height;
    while (at(Token.Kind.TIMES)) {
      advance();
      Parsed next = power();
      factors.add(next.node);
      size = guard.check(size.times(next.size), first.start);
      height = Math.max(height, next.height);
    }
    // A product tree multiplies about the whole size once for each of its levels.
    guard.charge(size, first.start, Integer.SIZE - Integer.numberOfLeadingZeros(factors.size()));
    return parsed(new Node.Product(List.copyOf(factors)), size, height, first.start);
  }

  private Parsed power() {
    Parsed base = postfix();
    if (!at(Token.Kind.POWER)) {
      return base;
    }
    int position = token.start();
    deeper();
    advance();
    Parsed exponent = power();
    depth--;
    requireNotNegative(exponent, "an exponent");
    Size size = guard.charge(base.size.power(exponent.size), base.start, 1);
    int height = Math.max(base.height, exponent.height);
    return parsed(new Node.Power(base.node, exponent.node, position), size, height, base.start);
  }

  private Parsed postfix() {
    Parsed result = primary();
    while (at(Token.Kind.FACTORIAL) || at(Token.Kind.PRIMORIAL)) {
      int position = token.start();
      boolean factorial = at(Token.Kind.FACTORIAL);
      requireNotNegative(result, factorial ? "the argument of !" : "the argument of #");
      Size size = factorial ? result.size.factorial() : result.size.primorial();
      guard.charge(size, result.start, 1);
      Node node =
          factorial
              ? new Node.Factorial(result.node, position)
              : new Node.Primorial(result.node, position);
      result = parsed(node, size, result.height, result.start);
      advance();
    }
    return result;
  }

  private Parsed primary() {
    Token start = token;
    switch (start.kind()) {
      case DECIMAL, HEX -> {
        boolean hex = start.kind() == Token.Kind.HEX;
        Size size = Literals.sizeOf(text, start, limits);
        advance();
        return parsed(
            new Node.Literal(text, start.start(), start.end(), hex), size, 0, start.start());
      }
      case OPEN -> {
        deeper();
        advance();
        Parsed inner = sum();
        if (!at(Token.Kind.CLOSE)) {
          throw BadNumberException.syntax(
              token.start(),
              "a ) is missing for the ( at character " + (start.start() + 1) + ". Close it.");
        }
        depth--;
        advance();
        return inner;
      }
      case MINUS ->
          throw BadNumberException.negative(
              start.start(), "negative numbers are not tested. Remove the minus sign.");
      default ->
          throw BadNumberException.syntax(
              start.start(),
              "a number is missing. Write a decimal number, 0x and hexadecimal digits, or an"
                  + " expression in parentheses; a power is written 2^127.");
    }
  }

  private Parsed parsed(Node node, Size size, int height, int start) {
    // A level of nesting makes at most four nodes: sum, product, power, postfix.
    if (height >= 4 * limits.maxDepth()) {
      throw tooDeep();
    }
    return new Parsed(node, size, height + 1, start);
  }

  private void deeper() {
    if (++depth > limits.maxDepth()) {
      throw tooDeep();
    }
  }

  private BadNumberException tooDeep() {
    return BadNumberException.syntax(
        token.start(),
        "the expression is nested too deeply; the limit is "
            + limits.maxDepth()
            + " levels. Write it with fewer parentheses, exponents and factorials.");
  }

  private void requireNotNegative(Parsed part, String what) {
    if (part.size.isKnownNegative()) {
      throw BadNumberException.negative(
          part.start, what + " must not be negative; this one is " + part.size.exact() + ".");
    }
  }

  private boolean at(Token.Kind kind) {
    return token.kind() == kind;
  }

  private void advance() {
    token = tokenizer.next();
  }
}
