package sellaprime.grid.jobs;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is changed under this policy is removed so long after; reading it changes nothing.
 */
final class ExpireAfterChange implements ExpiryPolicy, Serializable {
  private static final long serialVersionUID = 1L;

  private final Duration keep;

  ExpireAfterChange(java.time.Duration keep) {
    this.keep = new Duration(TimeUnit.MILLISECONDS, keep.toMillis());
  }

  @Override
  public Duration getExpiryForCreation() {
    return keep;
  }

  @Override
  public @Nullable Duration getExpiryForAccess() {
    return null;
  }

  @Override
  public Duration getExpiryForUpdate() {
    return keep;
  }
}
