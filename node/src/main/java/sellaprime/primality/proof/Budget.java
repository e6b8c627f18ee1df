package sellaprime.primality.proof;

/** Modular products that may still be spent. For one thread. */
final class Budget {

  private long left;

  Budget(long products) {
    this.left = products;
  }

  /** Takes {@code products} if so many are left. */
  boolean take(long products) {
    if (products > left) {
      return false;
    }
    left -= products;
    return true;
  }

  long left() {
    return left;
  }
}
