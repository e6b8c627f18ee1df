package sellaprime.grid.batch;

import sellaprime.grid.chunk.Decimals;
import sellaprime.grid.chunk.LineCursor;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.primality.Primality;
import sellaprime.primality.input.BadNumberException;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;

/** Guesses what work a line is: what a prime of its size costs. */
final class LineCost {
  private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

  /** Numbers below 2^64 go by the million. */
  private static final double WORD_NANOS = 100;

  private final InputLimits limits;
  private final LineCursor line = new LineCursor();
  private final int rounds;
  private int bits;

  /** For a batch with so many random rounds for each number. */
  LineCost(InputLimits limits, int rounds) {
    this.limits = limits;
    this.rounds = rounds;
  }

  /** The cost of the last line of {@code packed}, which begins at {@code start}, in nanoseconds. */
  double ofLast(PackedLines packed, int start) {
    packed.read(start, line);
    bits = 0;
    if (line.isEmpty()) {
      return 0;
    }
    if (line.isWord() || line.isBad() || line.textLength() > limits.maxLength()) {
      return WORD_NANOS;
    }
    int end = line.textFrom() + line.textLength();
    return Decimals.end(line.source(), line.textFrom(), end) == end
        ? ofBits((int) (line.textLength() * BITS_PER_DIGIT) + 1)
        : ofExpression(line.text());
  }

  /**
   * Whether the line that was asked for last may be of a {@linkplain Primality#isLong long} number.
   */
  boolean wasLong() {
    return Primality.isLong(bits);
  }

  private double ofExpression(String text) {
    try {
      return ofBits(NumberExpression.parse(text, limits).estimatedBits());
    } catch (BadNumberException e) {
      return WORD_NANOS;
    }
  }

  /** The number has {@code atMost} so many. */
  private double ofBits(int atMost) {
    bits = atMost;
    return bits <= Long.SIZE ? 10 * WORD_NANOS : Primality.expectedNanos(bits, rounds);
  }
}
