package sellaprime.grid.batch;

import sellaprime.grid.batch.format.LineBuffer;
import sellaprime.grid.chunk.Lines;
import sellaprime.primality.Primality;
import sellaprime.primality.input.BadNumberException;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;

/** Guesses what work a line is: what a prime of its size costs. */
final class LineCost {
  private static final double BITS_PER_DIGIT = Math.log(10) / Math.log(2);

  /** Numbers below 2^64 go by the million. */
  private static final double WORD_NANOS = 100;

  private static final int WORD_DIGITS = 19;

  private final InputLimits limits;
  private final int rounds;

  /** For a batch with so many random rounds for each number. */
  LineCost(InputLimits limits, int rounds) {
    this.limits = limits;
    this.rounds = rounds;
  }

  /** The cost of the line from {@code start} to the end of {@code buffer}, in nanoseconds. */
  double of(LineBuffer buffer, int start) {
    int length = buffer.size() - start;
    if (length == 0) {
      return 0;
    }
    if (length > limits.maxLength() || buffer.at(start) == Lines.BAD) {
      return WORD_NANOS;
    }
    for (int i = start; i < buffer.size(); i++) {
      byte b = buffer.at(i);
      if (b < '0' || b > '9') {
        return ofExpression(buffer.text(start, buffer.size()));
      }
    }
    return length <= WORD_DIGITS + 1 ? WORD_NANOS : ofBits((int) (length * BITS_PER_DIGIT) + 1);
  }

  private double ofExpression(String text) {
    try {
      return ofBits(NumberExpression.parse(text, limits).estimatedBits());
    } catch (BadNumberException e) {
      return WORD_NANOS;
    }
  }

  private double ofBits(int bits) {
    return bits <= Long.SIZE ? 10 * WORD_NANOS : Primality.expectedNanos(bits, rounds);
  }
}
