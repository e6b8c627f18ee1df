package sellaprime.access;

import java.util.Locale;

/** What a caller may do; each scope includes those before it. */
public enum Scope {
  /** List, read and watch all jobs, whoever submitted them, and see the nodes and their figures. */
  READ,

  /** Give work. */
  SUBMIT,

  /** All else; today, cancel jobs. Jobs have no owner, so whoever may cancel may cancel any. */
  ADMIN;

  /** True if a caller with this scope may do what needs {@code other}. */
  public boolean includes(Scope other) {
    return compareTo(other) >= 0;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
