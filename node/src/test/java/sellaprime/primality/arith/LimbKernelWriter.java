package sellaprime.primality.arith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the sources of the {@link LimbKernel}s. Run {@link #main} with the folder of the package,
 * then format the sources; {@code LimbKernelWriterTest} compares them with what this class says.
 */
final class LimbKernelWriter {

  static final int FEWEST_LIMBS = 2;
  static final int MOST_LIMBS = 9;

  /**
   * Up to here a loop over the bits keeps the limbs in registers and close-by stack slots. Above,
   * C2 makes better code of one step without a loop around it: measured 97 ns against 270 at 7
   * limbs.
   */
  private static final int MOST_LIMBS_IN_LOOPS = 6;

  /** Methods of more than 8000 bytecodes are never compiled, and both products must fit. */
  private static final int MOST_LIMBS_IN_LUCAS_LOOP = 8;

  private final int limbs;
  private final int width;
  private final int shiftOfFirst;
  private final int shiftOfSecond;
  private final StringBuilder out = new StringBuilder();

  private LimbKernelWriter(int limbs) {
    this.limbs = limbs;
    this.width = width(limbs);
    // The high part of a product is the high word when both factors are shifted up by 64 - W in
    // all.
    this.shiftOfFirst = (64 - width + 1) / 2;
    this.shiftOfSecond = 64 - width - shiftOfFirst;
  }

  public static void main(String[] args) throws IOException {
    for (int limbs = FEWEST_LIMBS; limbs <= MOST_LIMBS; limbs++) {
      Files.writeString(Path.of(args[0], "Limbs" + limbs + ".java"), source(limbs));
    }
  }

  /** The whole source file, not formatted. */
  static String source(int limbs) {
    return new LimbKernelWriter(limbs).write();
  }

  /**
   * The widest limb for which a column (4L - 2 parts and a carry), once more doubled, stays below
   * 2<sup>64</sup>. Nine limbs get a bit more, see {@link #maxBits}.
   */
  private static int width(int limbs) {
    int width = 63;
    while (4 * limbs - 1 > 1L << (63 - width)) {
      width--;
    }
    return limbs == 9 ? 58 : width;
  }

  /**
   * 16n must not pass R. With nine limbs of 58 bits, a column that is doubled has 30 full parts
   * only if the top limb of 4n has at most 52 bits: the high parts of its products are small then.
   */
  private static int maxBits(int limbs) {
    return limbs == 9 ? 514 : limbs * width(limbs) - 4;
  }

  private String write() {
    line("package sellaprime.primality.arith;");
    line(
        "/** %d limbs of %d bits. Written by {@code LimbKernelWriter}; do not edit. */",
        limbs, width);
    // Written by a program, which does not care to leave out parentheses.
    line("@SuppressWarnings(\"UnnecessaryParentheses\")");
    line("final class Limbs%d extends LimbKernel {", limbs);
    line("private static final long MASK = (1L << %d) - 1;", width);
    constant("limbs", limbs);
    constant("width", width);
    constant("maxBits", maxBits(limbs));
    writeMultiply();
    writeSquare();
    writeSquareAndDouble();
    writeLucas();
    line("}");
    return out.toString();
  }

  private void constant(String name, int value) {
    line("@Override int %s() { return %d; }", name, value);
  }

  private void writeMultiply() {
    line(
        "@Override void multiply(long[] to, long[] x, long[] y, long[] n, long negativeInverse) {");
    loadModulus();
    each("long a%1$d = x[%1$d]; long b%1$d = y[%1$d];");
    product("a", "b", "");
    line("long carry;");
    store("", "to", "");
    line("}");
  }

  private void writeSquare() {
    line("@Override void square(long[] to, long[] x, long[] n, long negativeInverse) {");
    loadModulus();
    each("long a%1$d = x[%1$d];");
    product("a", "a", "");
    line("long carry;");
    store("", "to", "");
    line("}");
  }

  private void writeSquareAndDouble() {
    line("@Override void squareAndDouble(long[] x, long[] n, long negativeInverse, long bits) {");
    if (limbs > MOST_LIMBS_IN_LOOPS) {
      line("for (long rest = bits; rest != END; rest <<= 1) {");
      line("step(x, n, negativeInverse, (int) (rest >>> 63)); } }");
      line("private static void step(long[] x, long[] n, long negativeInverse, int twice) {");
      loadModulus();
      each("long a%1$d = x[%1$d];");
      product("a", "a", "");
      line("long carry;");
      store("", "x", " << twice");
      line("}");
      return;
    }
    loadModulus();
    each("long a%1$d = x[%1$d];");
    line("for (long rest = bits; rest != END; rest <<= 1) { int twice = (int) (rest >>> 63);");
    product("a", "a", "");
    line("long carry;");
    keep("", "a", " << twice", "");
    line("}");
    each("x[%1$d] = a%1$d;");
    line("}");
  }

  private void writeLucas() {
    line("@Override void lucas(long[] v, long[] w, long[] n, long negativeInverse,");
    line("long[] minusP, long[] minus2, long bits) {");
    if (limbs > MOST_LIMBS_IN_LUCAS_LOOP) {
      line("for (long rest = bits; rest != END; rest <<= 1) {");
      line("long[] kept = rest < 0 ? w : v; long[] next = rest < 0 ? v : w;");
      line("multiply(next, v, w, n, negativeInverse); addTo(next, minusP);");
      line("square(kept, kept, n, negativeInverse); addTo(kept, minus2); } }");
      line("private static void addTo(long[] x, long[] y) { long carry = 0;");
      line("for (int i = 0; i < %d; i++) {", limbs - 1);
      line("carry = x[i] + y[i] + (carry >>> %d); x[i] = carry & MASK; }", width);
      line("x[%1$d] += y[%1$d] + (carry >>> %2$d); }", limbs - 1, width);
      return;
    }
    loadModulus();
    each("long a%1$d = v[%1$d]; long b%1$d = w[%1$d];");
    each("long e%1$d = minusP[%1$d]; long f%1$d = minus2[%1$d];");
    line("long last = 0; long carry;");
    line("for (long rest = bits; rest != END; rest <<= 1) {");
    line("// The one to be squared comes first: exchange when the bit differs from the last one.");
    line("long bit = rest >> 63; long exchange = bit ^ last; last = bit;");
    each("long x%1$d = (a%1$d ^ b%1$d) & exchange; a%1$d ^= x%1$d; b%1$d ^= x%1$d;");
    product("a", "b", "M");
    product("a", "a", "S");
    keep("M", "b", "", " + e%1$d");
    keep("S", "a", "", " + f%1$d");
    line("}");
    each("long x%1$d = (a%1$d ^ b%1$d) & last; v[%1$d] = a%1$d ^ x%1$d; w[%1$d] = b%1$d ^ x%1$d;");
    line("}");
  }

  private void loadModulus() {
    each("long n%1$d = n[%1$d]; long m%1$d = n%1$d << " + shiftOfSecond + ";");
  }

  /** The columns of a product, {@code low} and {@code high}, with the reduction digits added. */
  private void product(String x, String y, String tag) {
    boolean square = x.equals(y);
    for (int i = 0; i < limbs; i++) {
      line("long y%s%d = %s%d << %d;", tag, i, x, i, shiftOfFirst);
      line("long z%s%d = %s%d << %d;", tag, i, y, i, shiftOfSecond);
    }
    for (int k = 0; k <= 2 * limbs - 2; k++) {
      line("long low%s%d = %s;", tag, k, column(k, square, x + "%d * " + y + "%d"));
      String high = "Math.multiplyHigh(y" + tag + "%d, z" + tag + "%d)";
      line("long high%s%d = %s;", tag, k, column(k, square, high));
    }
    for (int k = 0; k < limbs; k++) {
      String sum = "low" + tag + k;
      if (k > 0) {
        sum += " + carry" + tag + k + " + high" + tag + (k - 1);
      }
      line("long sum%s%d = %s;", tag, k, sum);
      line("long q%1$s%2$d = (sum%1$s%2$d * negativeInverse) & MASK;", tag, k);
      line("long p%1$s%2$d = q%1$s%2$d << %3$d;", tag, k, shiftOfFirst);
      line(
          "long carry%1$s%2$d = (sum%1$s%3$d - (high%1$s%3$d << %4$d) + MASK) >>> %4$d;",
          tag, k + 1, k, width);
      for (int j = 0; j < limbs; j++) {
        if (j > 0) {
          line("low%1$s%2$d += q%1$s%3$d * n%4$d;", tag, k + j, k, j);
        }
        line("high%1$s%2$d += Math.multiplyHigh(p%1$s%3$d, m%4$d);", tag, k + j, k, j);
      }
    }
  }

  private String column(int k, boolean square, String part) {
    List<String> parts = new ArrayList<>();
    String diagonal = "";
    for (int i = Math.max(0, k - limbs + 1); i <= Math.min(k, limbs - 1); i++) {
      if (square && 2 * i == k) {
        diagonal = format(part, i, i);
      } else if (!square || 2 * i < k) {
        parts.add(format(part, i, k - i));
      }
    }
    String sum = String.join(" + ", parts);
    if (!square) {
      return sum;
    }
    if (parts.isEmpty()) {
      return diagonal;
    }
    return "((" + sum + ") << 1)" + (diagonal.isEmpty() ? "" : " + " + diagonal);
  }

  /** The upper columns as limbs of the locals {@code to}. */
  private void keep(String tag, String to, String shift, String addend) {
    for (int i = 0; i < limbs; i++) {
      line("carry = %s;", upper(tag, i, shift, addend));
      line("%s%d = carry%s;", to, i, i < limbs - 1 ? " & MASK" : "");
    }
  }

  /** The upper columns as limbs of the array {@code to}. */
  private void store(String tag, String to, String shift) {
    for (int i = 0; i < limbs; i++) {
      line("carry = %s;", upper(tag, i, shift, ""));
      line("%s[%d] = carry%s;", to, i, i < limbs - 1 ? " & MASK" : "");
    }
  }

  private String upper(String tag, int i, String shift, String addend) {
    int k = limbs + i;
    String sum = "high" + tag + (k - 1);
    if (k < 2 * limbs - 1) {
      sum += " + low" + tag + k + " - (high" + tag + k + " << " + width + ")";
    }
    if (i == 0) {
      sum += " + carry" + tag + limbs;
    }
    return "(("
        + sum
        + ")"
        + shift
        + ")"
        + (i > 0 ? " + (carry >>> " + width + ")" : "")
        + format(addend, i);
  }

  private void each(String statement) {
    for (int i = 0; i < limbs; i++) {
      line(statement, i);
    }
  }

  private void line(String text, Object... args) {
    out.append(format(text, args)).append('\n');
  }

  private static String format(String text, Object... args) {
    return String.format(Locale.ROOT, text, args);
  }
}
