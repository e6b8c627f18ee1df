package sellaprime.primality.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Certificates as text, in the frame of Math::Prime::Util's format, version 1.0: lines of a key and
 * a decimal number, a block for each step.
 *
 * <pre>
 * [MPU - Primality Certificate]
 * Version 1.0
 *
 * Proof for:
 * N  number
 *
 * Type BLS5            factors of n-1, cube root condition
 * N  number
 * Q[1]  prime          Q[0] is 2 and not written
 * A[0]  base           a base for Q[0]; bases that are 2 are not written
 * A[1]  base
 * ----
 * </pre>
 *
 * <p>Read are the types BLS3 (N, Q, A), BLS5, BLS15 (N, Q, LP, LQ) and Pocklington (N, Q, A), and
 * the type of its own that is written for what these cannot say; a text with such a step has {@code
 * sellaprime} in place of {@code MPU} in its first line:
 *
 * <pre>
 * Type Factors         see {@link FactorStep}
 * N  number
 * Q[i]  prime of n-1
 * A[i]  base
 * B  bound             with the line after, only if above 1
 * AR  base for the cofactor
 * D  discriminant      this and the rest only if factors of n+1 are used
 * P[i]  prime of n+1
 * LP[i]  P of its Lucas sequence
 * C  bound             with the line after, only if above 1
 * LPR  P for the cofactor
 * ----
 * </pre>
 *
 * <p>A {@code #} starts a line of comment. To read a text is not to check it; see {@link
 * Certificate#verify}.
 */
public final class CertificateText {

  private static final String FRAME = " - Primality Certificate]";
  private static final String END = "----";

  private CertificateText() {}

  /** The text of {@code certificate}. */
  public static String write(Certificate certificate) {
    StringBuilder text = new StringBuilder();
    boolean standard =
        certificate.steps().stream().noneMatch(s -> s instanceof FactorStep f && !isBls5(f));
    text.append(standard ? "[MPU" : "[sellaprime").append(FRAME).append("\nVersion 1.0\n\n");
    text.append("Proof for:\n");
    line(text, "N", certificate.n());
    for (Step step : certificate.steps()) {
      text.append('\n');
      if (step instanceof FactorStep s && isBls5(s)) {
        writeBls5(text, s);
      } else if (step instanceof FactorStep s) {
        writeFactors(text, s);
      } else if (step instanceof Theorem3Step s) {
        head(text, "BLS3", s.n());
        line(text, "Q", s.q());
        line(text, "A", s.a());
      } else if (step instanceof Theorem15Step s) {
        head(text, "BLS15", s.n());
        line(text, "Q", s.q());
        line(text, "LP", s.lp());
        line(text, "LQ", s.lq());
      }
    }
    return text.toString();
  }

  /** Whether the step is of n - 1 alone, has no bound, and 2 comes first. */
  private static boolean isBls5(FactorStep step) {
    List<Witness> minus = step.minus().witnesses();
    return step.plus().witnesses().isEmpty()
        && step.minus().bound() == 1
        && !minus.isEmpty()
        && minus.get(0).prime().equals(BigInteger.TWO);
  }

  private static void writeBls5(StringBuilder text, FactorStep step) {
    head(text, "BLS5", step.n());
    List<Witness> witnesses = step.minus().witnesses();
    for (int i = 1; i < witnesses.size(); i++) {
      line(text, "Q[" + i + "]", witnesses.get(i).prime());
    }
    for (int i = 0; i < witnesses.size(); i++) {
      if (!witnesses.get(i).by().equals(BigInteger.TWO)) {
        line(text, "A[" + i + "]", witnesses.get(i).by());
      }
    }
    text.append(END).append('\n');
  }

  private static void writeFactors(StringBuilder text, FactorStep step) {
    head(text, "Factors", step.n());
    MinusSide minus = step.minus();
    writeWitnesses(text, "Q", "A", minus.witnesses());
    if (minus.bound() > 1) {
      line(text, "B", BigInteger.valueOf(minus.bound()));
      line(text, "AR", minus.cofactorBase());
    }
    PlusSide plus = step.plus();
    if (!plus.witnesses().isEmpty()) {
      line(text, "D", plus.discriminant());
      writeWitnesses(text, "P", "LP", plus.witnesses());
      if (plus.bound() > 1) {
        line(text, "C", BigInteger.valueOf(plus.bound()));
        line(text, "LPR", plus.cofactorP());
      }
    }
    text.append(END).append('\n');
  }

  private static void writeWitnesses(
      StringBuilder text, String primeKey, String byKey, List<Witness> witnesses) {
    for (int i = 0; i < witnesses.size(); i++) {
      line(text, primeKey + "[" + i + "]", witnesses.get(i).prime());
      line(text, byKey + "[" + i + "]", witnesses.get(i).by());
    }
  }

  private static void head(StringBuilder text, String type, BigInteger n) {
    text.append("Type ").append(type).append('\n');
    line(text, "N", n);
  }

  private static void line(StringBuilder text, String key, BigInteger value) {
    text.append(key).append("  ").append(value).append('\n');
  }

  /**
   * Reads a certificate.
   *
   * @throws IllegalArgumentException if the text is not of this format, or has a step of another
   *     type
   */
  public static Certificate read(String text) {
    List<Block> blocks = blocks(text);
    if (blocks.isEmpty() || !blocks.get(0).type.isEmpty()) {
      throw new IllegalArgumentException("a certificate starts with \"Proof for:\"");
    }
    List<Step> steps = blocks.stream().skip(1).map(CertificateText::step).toList();
    return new Certificate(blocks.get(0).value("N"), steps);
  }

  /** The keys and values after a "Type", or after "Proof for:" if the type is empty. */
  private record Block(String type, Map<String, BigInteger> values) {

    BigInteger value(String key) {
      BigInteger value = values.get(key);
      if (value == null) {
        throw new IllegalArgumentException("a step of type " + type + " lacks " + key);
      }
      return value;
    }

    BigInteger valueOr(String key, BigInteger other) {
      return values.getOrDefault(key, other);
    }

    int bound(String key) {
      BigInteger bound = valueOr(key, BigInteger.ONE);
      if (bound.bitLength() >= Integer.SIZE) {
        throw new IllegalArgumentException("a bound out of range: " + bound);
      }
      return bound.intValue();
    }
  }

  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || "#[-".indexOf(line.charAt(0)) >= 0 || isPreamble(line)) {
        continue;
      }
      String[] words = line.split("\\s+", -1);
      if (line.equals("Proof for:")) {
        blocks.add(new Block("", new LinkedHashMap<>()));
      } else if (words.length != 2) {
        throw new IllegalArgumentException("not a key and a value: " + line);
      } else if (words[0].equals("Type")) {
        blocks.add(new Block(words[1], new LinkedHashMap<>()));
      } else if (blocks.isEmpty()) {
        throw new IllegalArgumentException("before \"Proof for:\": " + line);
      } else if (blocks.get(blocks.size() - 1).values.put(words[0], number(words[1])) != null) {
        throw new IllegalArgumentException("twice in a step: " + words[0]);
      }
    }
    return blocks;
  }

  private static boolean isPreamble(String line) {
    return line.matches("Version\\s+1\\..*|Base\\s+10");
  }

  private static BigInteger number(String text) {
    if (!text.matches("-?[0-9]+")) {
      throw new IllegalArgumentException("not a decimal number: " + text);
    }
    return new BigInteger(text);
  }

  private static Step step(Block block) {
    BigInteger n = block.value("N");
    return switch (block.type) {
      case "BLS3" -> new Theorem3Step(n, block.value("Q"), block.value("A"));
      case "BLS15" -> new Theorem15Step(n, block.value("Q"), block.value("LP"), block.value("LQ"));
      case "Pocklington" -> FactorStep.ofMinus(n, MinusSide.of(block.value("Q"), block.value("A")));
      case "BLS5" -> FactorStep.ofMinus(n, new MinusSide(bls5(block), 1, BigInteger.ZERO));
      case "Factors" -> new FactorStep(n, minusSide(block), plusSide(block));
      default -> throw new IllegalArgumentException("a step of unknown type " + block.type);
    };
  }

  private static List<Witness> bls5(Block block) {
    List<Witness> witnesses = new ArrayList<>();
    witnesses.add(new Witness(BigInteger.TWO, block.valueOr("A[0]", BigInteger.TWO)));
    for (int i = 1; block.values.containsKey("Q[" + i + "]"); i++) {
      BigInteger prime = block.value("Q[" + i + "]");
      witnesses.add(new Witness(prime, block.valueOr("A[" + i + "]", BigInteger.TWO)));
    }
    return witnesses;
  }

  private static MinusSide minusSide(Block block) {
    return new MinusSide(
        witnesses(block, "Q", "A"), block.bound("B"), block.valueOr("AR", BigInteger.ZERO));
  }

  private static PlusSide plusSide(Block block) {
    return new PlusSide(
        block.valueOr("D", BigInteger.ZERO),
        witnesses(block, "P", "LP"),
        block.bound("C"),
        block.valueOr("LPR", BigInteger.ZERO));
  }

  private static List<Witness> witnesses(Block block, String primeKey, String byKey) {
    List<Witness> witnesses = new ArrayList<>();
    for (int i = 0; block.values.containsKey(primeKey + "[" + i + "]"); i++) {
      witnesses.add(
          new Witness(block.value(primeKey + "[" + i + "]"), block.value(byKey + "[" + i + "]")));
    }
    return witnesses;
  }
}
