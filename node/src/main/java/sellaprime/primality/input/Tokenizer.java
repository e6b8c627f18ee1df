package sellaprime.primality.input;

import java.util.Locale;

/**
 * Cuts a text into tokens, one at a time. Only ASCII digits, operators and white space are known.
 */
final class Tokenizer {

  private final String text;
  private int at;

  Tokenizer(String text) {
    this.text = text;
  }

  /**
   * The next token; {@code END} at the end, again and again.
   *
   * @throws BadNumberException on a character that belongs to no token
   */
  Token next() {
    while (isSpace(peek())) {
      at++;
    }
    int start = at;
    int c = peek();
    if (isDigit(c)) {
      return number(start);
    }
    Token.Kind kind =
        switch (c) {
          case -1 -> Token.Kind.END;
          case '+' -> Token.Kind.PLUS;
          case '-' -> Token.Kind.MINUS;
          case '*' -> Token.Kind.TIMES;
          case '^' -> Token.Kind.POWER;
          case '!' -> Token.Kind.FACTORIAL;
          case '#' -> Token.Kind.PRIMORIAL;
          case '(' -> Token.Kind.OPEN;
          case ')' -> Token.Kind.CLOSE;
          default -> throw unexpected(start);
        };
    if (kind != Token.Kind.END) {
      at++;
    }
    return new Token(kind, start, at);
  }

  private Token number(int start) {
    at++;
    if (text.charAt(start) == '0' && (peek() == 'x' || peek() == 'X')) {
      int digits = ++at;
      while (HexParser.isHexDigit(peek())) {
        at++;
      }
      if (at == digits) {
        throw BadNumberException.syntax(
            at, "hexadecimal digits must follow 0x. Write for instance 0xff.");
      }
      return new Token(Token.Kind.HEX, digits, at);
    }
    while (isDigit(peek())) {
      at++;
    }
    return new Token(Token.Kind.DECIMAL, start, at);
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private BadNumberException unexpected(int position) {
    int c = text.codePointAt(position);
    String advice =
        switch (c) {
          case 'e', 'E' -> "Write a power of ten as 10^400.";
          case '.' -> "Only whole numbers are tested; write them without a point.";
          case ',', '_', '\'' -> "Write the digits without separators.";
          case '/', '%', ':' -> "There is no division; use + - * ^ ! # and parentheses.";
          default ->
              Character.isDigit(c)
                  ? "Use the digits 0 to 9."
                  : "Write a decimal number, 0x and hexadecimal digits, or an expression with"
                      + " + - * ^ ! # and parentheses.";
        };
    return BadNumberException.syntax(position, display(c) + " does not belong here. " + advice);
  }

  private static String display(int c) {
    return c > ' ' && c < 0x7f
        ? "'" + (char) c + "'"
        : String.format(Locale.ROOT, "the character U+%04X", c);
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
