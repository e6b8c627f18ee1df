package sellaprime.job;

/** One time that a job ran and was not answered: part of its history. */
public final class Setback {
  /** What went wrong. */
  public enum Kind {
    /** The tester that was running the job died. */
    CRASHED,
    /** The test threw. */
    THREW,
    /** As one of the others, after it had come further; not held against the job. */
    INTERRUPTED,
    /** The test gave no sign of life, and was abandoned. */
    HUNG
  }

  private final Kind kind;
  private final String tester;
  private final String detail;
  private final long at;

  /** A setback of {@code kind} on {@code tester} at {@code at} (milliseconds since the epoch). */
  public Setback(Kind kind, String tester, String detail, long at) {
    this.kind = kind;
    this.tester = tester;
    this.detail = detail;
    this.at = at;
  }

  /** The same, of another kind. */
  Setback as(Kind other) {
    return new Setback(other, tester, detail, at);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** Id of the tester that ran the job. */
  public String tester() {
    return tester;
  }

  /** One sentence for people. */
  public String detail() {
    return detail;
  }

  /** Milliseconds since the epoch. */
  public long at() {
    return at;
  }
}
