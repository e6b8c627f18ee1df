package sellaprime.primality.search;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers to try, one after the other. */
@FunctionalInterface
interface Candidates {

  /** The next one, or null if there are no more. */
  @Nullable BigInteger next();
}
