package sellaprime.primality;

/**
 * The price list: what a test of a prime costs, by its size.
 *
 * <p>Between measured sizes the price is interpolated as a power of the size (a straight line in
 * logarithms); above the last it grows on with the last line's exponent. The figures are for this
 * engine on one plain core; a caller that needs better scales them by its own measured speed.
 */
final class Cost {

  /** Measured: bits of a prime, nanoseconds of its test. Both columns rise. */
  private static final double[][] MEASURED = {
    {20, 300},
    {24, 1_800},
    {64, 5_600},
    {96, 5_700},
    {128, 8_200},
    {256, 40e3},
    {512, 240e3},
    {1024, 1_480e3},
    {2048, 9_500e3},
    {4096, 71e6},
    {8192, 560e6},
    {16_384, 4.5e9},
    {32_768, 61e9},
    {65_536, 310e9},
    {131_072, 1_600e9},
    {332_000, 15_000e9},
  };

  private Cost() {}

  static long nanosOfPrime(int bitLength) {
    if (bitLength < 0) {
      throw new IllegalArgumentException("a size must not be negative: " + bitLength);
    }
    if (bitLength <= MEASURED[0][0]) {
      return (long) MEASURED[0][1];
    }
    int upper = 1;
    while (upper < MEASURED.length - 1 && MEASURED[upper][0] < bitLength) {
      upper++;
    }
    double[] from = MEASURED[upper - 1];
    double[] to = MEASURED[upper];
    double exponent = Math.log(to[1] / from[1]) / Math.log(to[0] / from[0]);
    // The cast saturates, which is the documented answer for absurd sizes.
    return (long) (from[1] * Math.pow(bitLength / from[0], exponent));
  }
}
