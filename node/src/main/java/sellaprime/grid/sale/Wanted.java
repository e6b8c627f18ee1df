package sellaprime.grid.sale;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;
import sellaprime.primality.input.BadNumberException;
import sellaprime.primality.input.InputLimits;
import sellaprime.primality.input.NumberExpression;
import sellaprime.primality.search.PrimeRange;
import sellaprime.primality.search.PrimeSearch;
import sellaprime.primality.search.SearchCost;

/**
 * What a prime for sale has to be like, in the engine's terms, and what it costs to find.
 *
 * @param range among which numbers
 * @param safe whether (p-1)/2 has to be prime as well
 * @param cost what one is expected to cost
 */
public record Wanted(PrimeRange range, boolean safe, SearchCost cost) {
  /** The most primes in one sale. */
  public static final int MAX_COUNT = 10_000;

  /** What a sale may cost: one core's work of so long. */
  public static final Duration MAX_WORK = Duration.ofDays(30);

  /** All primes of a sale together, which are one record of the job cache. */
  private static final long MAX_DIGITS_IN_ALL = 4_000_000;

  private static final double DIGITS_PER_BIT = Math.log10(2);
  private static final PrimeSearch SEARCH = new PrimeSearch();

  /**
   * Reads what is wanted.
   *
   * @throws BadNumberException if there is no such prime, or none that can be relied on
   */
  public static Wanted of(PrimeSpec spec) {
    try {
      PrimeRange range =
          spec.bits() > 0 ? PrimeRange.ofBits(spec.bits()) : PrimeRange.ofDigits(spec.digits());
      String residue = spec.residue();
      String modulus = spec.modulus();
      if (residue != null && modulus != null) {
        range = range.congruentTo(number(residue, range), number(modulus, range));
      }
      return new Wanted(range, spec.safe(), SEARCH.cost(range, spec.safe()));
    } catch (IllegalArgumentException e) {
      throw new BadNumberException(
          BadNumberException.Reason.SYNTAX, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Refuses what nobody should wait for, before anything is computed.
   *
   * @throws BadNumberException if {@code sale} cannot be done, or exceeds a limit
   */
  public static Wanted checked(SaleQuestion sale, InputLimits limits) {
    PrimeSpec spec = sale.spec();
    double digits = spec.digits() > 0 ? spec.digits() : Math.ceil(spec.bits() * DIGITS_PER_BIT);
    if (digits > limits.maxDigits()
        || isLong(spec.residue(), digits)
        || isLong(spec.modulus(), digits)) {
      throw tooLarge("a prime for sale has at most " + limits.maxDigits() + " digits here");
    }
    if (sale.count() > MAX_COUNT || sale.count() * digits > MAX_DIGITS_IN_ALL) {
      throw tooLarge(
          "a sale is of at most "
              + MAX_COUNT
              + " primes, and of "
              + MAX_DIGITS_IN_ALL
              + " digits in all");
    }
    Wanted wanted = of(spec);
    double seconds = sale.count() * wanted.cost.nanos() / 1e9;
    if (seconds > MAX_WORK.toSeconds()) {
      throw tooLarge(
          "to find "
              + sale.shown()
              + " takes one core about "
              + inWords(seconds)
              + "; up to "
              + MAX_WORK.toDays()
              + " days are taken on");
    }
    return wanted;
  }

  private static BigInteger number(String text, PrimeRange range) {
    return NumberExpression.parse(text, InputLimits.ofDigits(range.bits())).evaluate();
  }

  private static boolean isLong(@Nullable String number, double digits) {
    return number != null && number.length() > digits + 1;
  }

  private static BadNumberException tooLarge(String message) {
    return new BadNumberException(BadNumberException.Reason.TOO_LARGE, message);
  }

  /** A time in words, such as "3.5 hours". */
  public static String inWords(double seconds) {
    double[] sizes = {365.25 * 86_400, 86_400, 3_600, 60};
    String[] names = {"years", "days", "hours", "minutes"};
    for (int i = 0; i < sizes.length; i++) {
      if (seconds >= 2 * sizes[i]) {
        return String.format(Locale.ROOT, "%.3g %s", seconds / sizes[i], names[i]);
      }
    }
    return String.format(Locale.ROOT, "%.3g seconds", seconds);
  }
}
