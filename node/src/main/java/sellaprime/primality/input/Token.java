package sellaprime.primality.input;

/**
 * A piece of the text.
 *
 * @param start its first character
 * @param end the character after its last
 */
record Token(Kind kind, int start, int end) {

  enum Kind {
    DECIMAL,
    /** The digits only; 0x lies before start. */
    HEX,
    PLUS,
    MINUS,
    TIMES,
    POWER,
    FACTORIAL,
    PRIMORIAL,
    OPEN,
    CLOSE,
    END
  }
}
