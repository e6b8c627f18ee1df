package sellaprime.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.spec.DHParameterSpec;

/**
 * Diffie-Hellman parameters in PEM, as PKCS #3 has them: a safe prime p and a generator.
 *
 * <p><b>The generator</b> is 2 if p = 7 modulo 8, else 3. Either is then a square modulo p, and so
 * generates the subgroup of prime order (p-1)/2, all of it: whoever sees a public key learns not
 * even the parity of the secret one. (By quadratic reciprocity: 2 is a square if and only if p is 1
 * or 7 modulo 8; 3 is one if p is 1 or 11 modulo 12, and every safe prime above 7 is 11.)
 */
final class DhParameters {
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private DhParameters() {}

  /**
   * The parameters for a safe prime above 7.
   *
   * @throws UsageException if it is smaller
   */
  static String pem(BigInteger safePrime) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("DH");
      parameters.init(new DHParameterSpec(safePrime, generator(safePrime)));
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(parameters.getEncoded());
      return "-----BEGIN DH PARAMETERS-----\n" + body + "\n-----END DH PARAMETERS-----\n";
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot write Diffie-Hellman parameters", e);
    }
  }

  static BigInteger generator(BigInteger safePrime) {
    if (safePrime.bitLength() <= 3) {
      throw new UsageException("--pem takes longer primes");
    }
    return safePrime.testBit(2) ? BigInteger.TWO : THREE;
  }
}
