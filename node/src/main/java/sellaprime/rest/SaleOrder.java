package sellaprime.rest;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import sellaprime.job.PrimeSpec;
import sellaprime.job.SaleQuestion;

/**
 * The body of {@code POST /v1/primes}.
 *
 * @param question what is wanted
 * @param id the caller's own id, or null for a random one
 */
record SaleOrder(SaleQuestion question, @Nullable String id) {

  /** The fields as they come. */
  private static final class Builder implements StrictJson.Fields {
    private int bits;
    private int digits;
    private boolean safe;
    private @Nullable String residue;
    private @Nullable String modulus;
    private int count = 1;
    private @Nullable String id;

    @Override
    public boolean take(String name, StrictJson value) throws IOException {
      switch (name) {
        case "bits" -> bits = value.positive(name, "");
        case "digits" -> digits = value.positive(name, "");
        case "safe" -> safe = value.bool(name);
        case "residue" -> residue = value.string(name, ", or absent");
        case "modulus" -> modulus = value.string(name, ", or absent");
        case "count" -> count = value.positive(name, ", or absent");
        case "id" -> id = value.string(name, ", or absent");
        default -> {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Reads an order, strictly: nothing missing, nothing unknown, nothing twice, nothing after.
   *
   * @throws ProblemException 400 if it is not one
   */
  static SaleOrder read(InputStream body) throws IOException {
    Builder read = new Builder();
    StrictJson.read(
        body, "{\"bits\": 256}", "bits, digits, safe, residue, modulus, count and id", read);
    if ((read.bits > 0) == (read.digits > 0)) {
      throw StrictJson.bad("say either bits or digits");
    }
    if ((read.residue == null) != (read.modulus == null)) {
      throw StrictJson.bad("residue and modulus go together");
    }
    PrimeSpec spec = new PrimeSpec(read.bits, read.digits, read.safe, read.residue, read.modulus);
    return new SaleOrder(new SaleQuestion(spec, read.count), read.id);
  }
}
