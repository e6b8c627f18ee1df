/**
 * Who may come in: API keys with scopes, kept as hashes in a file, and a private certificate
 * authority for trials. Nothing here knows HTTP or Ignite; {@code rest} and {@code cli} use it.
 *
 * <p><b>Guarantees.</b> No key is stored in clear, and none is compared in a time that depends on
 * what was presented. Files with secrets are made readable for their owner only, and never written
 * over.
 */
@NullMarked
package sellaprime.access;

import org.jspecify.annotations.NullMarked;
