package sellaprime.grid.gateway;

/**
 * A bound on what all callers together may have unfinished, shared among them.
 *
 * <p>A caller may hold at most {@value #GREED} times what is still free. So one alone gets seven
 * eighths of the bound; two who want all they can get have 7/15 each, n have 7/(7n+1); and there is
 * always something free for who comes next, at whatever gateway. Nobody needs to know who else is
 * active: this is the dynamic threshold that shared-memory packet switches use [1].
 *
 * @param bound what all may hold
 * @param held what all hold
 * @param own what the caller holds
 * @param asked what the caller wants in addition
 * @see "[1] Choudhury, Hahne: Dynamic queue length thresholds for shared-memory packet switches.
 *     IEEE/ACM Transactions on Networking 6 (1998), 130-140"
 */
record Limit(double bound, double held, double own, double asked) {
  static final double GREED = 7;

  /** How much has to end before it fits, whoever asks; 0 if it fits. */
  double excess() {
    return Math.max(0, held + asked - bound);
  }

  /**
   * How much has to end before it fits into the caller's share, if the caller's own ends in
   * proportion; 0 if it fits. Who holds nothing fits.
   */
  double excessOfShare() {
    double over = own + asked - GREED * (bound - held);
    return own <= 0 || over <= 0 ? 0 : over / (GREED + own / held);
  }
}
