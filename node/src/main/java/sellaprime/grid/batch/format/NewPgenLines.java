package sellaprime.grid.batch.format;

/**
 * What the siever NewPGen leaves: a header {@code limit:type:length:base:mode} and lines {@code k
 * n}. Of its modes those that have one number on a line are known: k*b^n+1 (bit 0 of the mode) and
 * k*b^n-1 (bit 1).
 */
final class NewPgenLines implements LineFormat {
  private static final int PLUS = 1;
  private static final int MINUS = 2;

  /** Bits that say what else a line stands for; bit 8 only says that k was sieved, and not n. */
  private static final int OTHERS = ~(PLUS | MINUS | 0x100);

  private String before = "";
  private String after = "";

  @Override
  public String number(String line) throws BadLineException {
    if (line.indexOf(':') >= 0) {
      readHeader(line);
      return "";
    }
    if (before.isEmpty()) {
      throw new BadLineException("the header before it is not understood");
    }
    String[] words = line.split("\\s+", -1);
    if (words.length != 2 || !isNumber(words[0]) || !isNumber(words[1])) {
      throw new BadLineException("a line has k and n");
    }
    return words[0] + before + words[1] + after;
  }

  private void readHeader(String line) throws BadLineException {
    before = "";
    String[] fields = line.split(":", -1);
    String base = fields[fields.length - 2];
    String modeText = fields[fields.length - 1];
    if (!isNumber(base) || !isNumber(modeText) || modeText.length() > 9) {
      throw new BadLineException("this is no header of NewPGen");
    }
    int mode = Integer.parseInt(modeText);
    boolean plus = (mode & PLUS) != 0;
    boolean minus = (mode & MINUS) != 0;
    if (plus == minus || (mode & OTHERS) != 0) {
      throw new BadLineException(
          "mode " + mode + " of NewPGen is not known here, only k*b^n+1 and k*b^n-1");
    }
    before = "*" + base + "^";
    after = plus ? "+1" : "-1";
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
