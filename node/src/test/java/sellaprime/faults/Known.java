package sellaprime.faults;

/** A number as a caller writes it, and what is true of it. */
record Known(String number, boolean prime) {
  /** Returns true if {@code verdict}, in the words of the REST interface, is right. */
  boolean agrees(String verdict) {
    return prime
        ? verdict.equals("prime") || verdict.equals("probable-prime")
        : verdict.equals("composite");
  }
}
