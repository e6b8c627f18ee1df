package sellaprime.rest;

import org.jspecify.annotations.Nullable;
import sellaprime.rest.openapi.Doc;

/**
 * The bodies that are taken, for the OpenAPI document alone: {@link Submission} and {@link
 * SaleOrder} read them by hand.
 */
final class Bodies {
  private Bodies() {}

  /** Of {@code POST /v1/jobs}. */
  record JobRequest(
      @Doc("A decimal, 0x and hexadecimal digits, or an expression such as 2^127-1.") String number,
      @Doc("The job's id; a random one if absent.") @Nullable String id,
      @Doc("Strong tests to random bases besides, 0 to 1000.") @Nullable Integer rounds,
      @Doc("Test it even if the answer is known.") @Nullable Boolean fresh) {}

  /** Of {@code POST /v1/primes}. */
  record SaleRequest(
      @Doc("Length in binary; either this or digits.") @Nullable Integer bits,
      @Doc("Length in decimal.") @Nullable Integer digits,
      @Doc("Whether (p-1)/2 has to be prime as well.") @Nullable Boolean safe,
      @Doc("What p has to be, modulo modulus.") @Nullable String residue,
      @Doc("Goes with residue.") @Nullable String modulus,
      @Doc("How many, 1 to 10000.") @Nullable Integer count,
      @Doc("The job's id; a random one if absent.") @Nullable String id) {}
}
