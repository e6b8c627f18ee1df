package sellaprime.grid.batch.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.chunk.Lines;
import sellaprime.grid.chunk.PackedLines;
import sellaprime.primality.word.WordPrimality;

/**
 * PFGW's {@code ABC2} files: {@code ABC2 $a*2^$b+1}, and a line for each place, which says what to
 * put there: {@code a: from 1 to 99 step 2}, {@code a: from 99 downto 1}, {@code b: primes from 2
 * to 100}, {@code c: in { -1 +1 }}. Values may have a sign; those of a set are put in as they
 * stand. The step of a {@code downto} may be written with a minus or without. Each combination is a
 * number, and counts as a line after those of the file; the first place changes last.
 */
final class Abc2Lines implements LineFormat {
  private static final Pattern HEADER = Pattern.compile("ABC2\\s+(.*)");
  private static final Pattern PLACE = Pattern.compile("([a-z])\\s*:?\\s+(.*)|([a-z]):(.*)");
  private static final Pattern RANGE =
      Pattern.compile(
          "(primes\\s+)?from\\s+([+-]?\\d{1,18})\\s+(to|downto)\\s+([+-]?\\d{1,18})"
              + "(?:\\s+step\\s+([+-]?\\d{1,18}))?");
  private static final Pattern SET =
      Pattern.compile("in\\s*\\{\\s*([+-]?\\d+(?:[\\s,]+[+-]?\\d+)*)[\\s,]*\\}");

  /** What is put into one place, again and again. */
  private interface Values {
    Iterator<String> begin();
  }

  private @Nullable Form form;
  private final List<@Nullable Values> places = new ArrayList<>();

  /** The loops, the outermost first; empty before they began. */
  private final List<Iterator<String>> loops = new ArrayList<>();

  private final List<String> current = new ArrayList<>();
  private @Nullable String trouble;
  private boolean done;

  @Override
  public String number(String line) throws BadLineException {
    Matcher header = HEADER.matcher(line);
    if (header.matches()) {
      if (form != null) {
        throw new BadLineException("there is a second header");
      }
      form = Form.of(header.group(1));
      places.addAll(Collections.nCopies(form.places(), null));
      return "";
    }
    Matcher place = PLACE.matcher(line);
    Form known = form;
    if (known == null || !place.matches()) {
      throw bad("a line of an ABC2 file tells what to put into a place, as 'a: from 1 to 9'");
    }
    boolean spaced = place.group(1) != null;
    int index = (spaced ? place.group(1) : place.group(3)).charAt(0) - 'a';
    if (index >= places.size()) {
      throw bad("the form has no such place");
    }
    places.set(index, values((spaced ? place.group(2) : place.group(4)).strip()));
    return "";
  }

  /** Nothing is generated from what is half understood. */
  private BadLineException bad(String message) {
    trouble = message;
    return new BadLineException(message);
  }

  private Values values(String text) throws BadLineException {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      long from = Long.parseLong(range.group(2));
      boolean down = range.group(3).equals("downto");
      long to = Long.parseLong(range.group(4));
      long step = range.group(5) == null ? 1 : Long.parseLong(range.group(5));
      if (step == 0) {
        throw bad("a step of 0 leads nowhere");
      }
      if (step < 0 && !down) {
        throw bad("a step below 0 takes 'downto'");
      }
      long by = down ? -Math.abs(step) : step;
      return range.group(1) == null
          ? () -> texts(range(from, to, by).iterator())
          : primes(from, to, by);
    }
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      List<String> all = Arrays.asList(set.group(1).split("[\\s,]+", -1));
      return all::iterator;
    }
    throw bad(
        "a place takes 'from 1 to 9', 'from 9 downto 1 step 2', 'primes from 2 to 9' or"
            + " 'in { 1 2 }'");
  }

  /** None of the sums can overflow: all numbers have at most 18 digits. */
  private static LongStream range(long from, long to, long by) {
    return LongStream.iterate(from, n -> by > 0 ? n <= to : n >= to, n -> n + by);
  }

  /**
   * The primes of a range. The next one is never far: where start and step are coprime, primes are
   * about as dense as elsewhere. Where they are not, their common factor divides all values, so it
   * is the only one that can be prime; a search for a second would not end.
   */
  private Values primes(long from, long to, long by) throws BadLineException {
    long factor = gcd(Math.abs(from), Math.abs(by));
    if (factor == 1) {
      long first = by > 0 && from < 2 ? from + (1 - from + by) / by * by : from; // from 2 on
      long last = by > 0 ? to : Math.max(to, 2);
      return () -> texts(range(first, last, by).filter(WordPrimality::isPrime).iterator());
    }
    boolean isWithin = by > 0 ? from <= factor && factor <= to : to <= factor && factor <= from;
    if (!isWithin || (factor - from) % by != 0 || !WordPrimality.isPrime(factor)) {
      throw bad("none is prime: start and step have the factor " + factor + " in common");
    }
    return List.of(Long.toString(factor))::iterator;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static Iterator<String> texts(PrimitiveIterator.OfLong numbers) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return numbers.hasNext();
      }

      @Override
      public String next() {
        return Long.toString(numbers.nextLong());
      }
    };
  }

  /** Adds the next combination; false after the last. */
  boolean next(PackedLines lines) {
    Form known = form;
    if (known == null || trouble != null || done) {
      return false;
    }
    if (places.contains(null)) {
      done = true;
      lines.add(Lines.bad("", "a place of the form has no values"));
      return true;
    }
    if (!advance()) {
      done = true;
      return false;
    }
    try {
      lines.add(known.with(current));
    } catch (BadLineException e) {
      lines.add(Lines.bad(current.toString(), String.valueOf(e.getMessage())));
    }
    return true;
  }

  /** Goes to the next combination: the innermost loop that can goes on, those inside it begin. */
  private boolean advance() {
    int depth = loops.size();
    while (depth > 0 && !loops.get(depth - 1).hasNext()) {
      depth--;
    }
    if (depth == 0 && !loops.isEmpty()) {
      return false;
    }
    boolean begins = loops.isEmpty();
    cut(loops, depth);
    cut(current, begins ? 0 : depth - 1);
    if (!begins) {
      current.add(loops.get(depth - 1).next());
    }
    for (int place = loops.size(); place < places.size(); place++) {
      Values values = places.get(place);
      Iterator<String> loop = values == null ? Collections.emptyIterator() : values.begin();
      if (!loop.hasNext()) {
        return false;
      }
      loops.add(loop);
      current.add(loop.next());
    }
    return true;
  }

  private static void cut(List<?> list, int size) {
    list.subList(size, list.size()).clear();
  }
}
