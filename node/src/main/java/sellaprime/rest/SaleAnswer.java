package sellaprime.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.sale.SaleAccount;
import sellaprime.job.FoundPrime;
import sellaprime.job.FoundPrimes;
import sellaprime.job.Job;
import sellaprime.job.Ledger;
import sellaprime.job.Outcome;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/**
 * What a job that is a sale shows besides what every job shows.
 *
 * @param pieces while it runs: how many pieces of the search are through
 * @param found while it runs: how many primes they found
 * @param tests how many candidates were tested by the pieces that were through
 * @param secondsLeft while it runs: what the rest is expected to take
 * @param prime the first that was found
 * @param primes all of them, if more than one was wanted
 */
record SaleAnswer(
    @Nullable Integer bits,
    @Nullable Integer digits,
    @Nullable Boolean safe,
    @Nullable String residue,
    @Nullable String modulus,
    @Nullable Integer count,
    @Nullable Long pieces,
    @Nullable Integer found,
    @Nullable Long tests,
    @Nullable Long secondsLeft,
    @Nullable String prime,
    @Nullable List<Prime> primes) {

  /** One of several. */
  record Prime(String prime, String verdict, String method) {
    static Prime of(FoundPrime found) {
      return new Prime(found.prime(), found.answer().text(), found.method());
    }
  }

  /** The sale, with how far it is, and what was sold once it is done. */
  static SaleAnswer of(SaleQuestion sale, Job job, @Nullable FoundPrimes sold) {
    PrimeSpec spec = sale.spec();
    Ledger ledger = job.ledger();
    SaleAccount account =
        job.state().isFinal() || ledger.settled() == 0 ? null : SaleAccount.of(ledger.account());
    boolean several = sale.count() > 1;
    return new SaleAnswer(
        spec.bits() > 0 ? (Integer) spec.bits() : null,
        spec.digits() > 0 ? (Integer) spec.digits() : null,
        spec.safe() ? true : null,
        spec.residue(),
        spec.modulus(),
        several ? (Integer) sale.count() : null,
        account == null ? null : (Long) ledger.settled(),
        account == null ? null : (Integer) account.found(),
        sold != null ? (Long) sold.tests() : account != null ? (Long) account.tests() : null,
        account == null || account.secondsLeft() == 0 ? null : (Long) account.secondsLeft(),
        sold == null ? null : sold.primes().get(0).prime(),
        sold == null || !several ? null : sold.primes().stream().map(Prime::of).toList());
  }

  /** What was sold, or null if the job is not that far. */
  static @Nullable FoundPrimes sold(@Nullable Outcome outcome) {
    String result = outcome == null ? null : outcome.result();
    return result == null ? null : FoundPrimes.parse(result);
  }
}
