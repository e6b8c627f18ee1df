package sellaprime.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS from a directory of PEM files, as {@code sellaprime ca} writes them and most authorities do:
 *
 * <ul>
 *   <li>{@value #CERTIFICATE}: our own certificate, and those between it and the authority
 *   <li>{@value #KEY}: its private key, PKCS #8, not encrypted; the file's permissions protect it
 *   <li>{@value #NODES_CA}: the authority whose certificates we take for nodes
 *   <li>{@value #CALLERS_CA}: the one whose certificates a node takes for callers; callers need it
 *       not
 * </ul>
 *
 * Two authorities, so that a caller's certificate is worth nothing to whoever wants to be a node.
 */
public final class TlsFiles {
  /** Our certificate chain. */
  public static final String CERTIFICATE = "cert.pem";

  /** Our private key. */
  public static final String KEY = "key.pem";

  /** Who may be a node. */
  public static final String NODES_CA = "nodes-ca.pem";

  /** Who may be a caller. */
  public static final String CALLERS_CA = "callers-ca.pem";

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private TlsFiles() {}

  /**
   * We are who {@code directory} says, and trust whom the authority in its file {@code trusted} has
   * signed.
   *
   * @throws IOException if a file cannot be read or used; the message is a sentence that names it
   */
  public static SSLContext identified(Path directory, String trusted) throws IOException {
    Path certificate = directory.resolve(CERTIFICATE);
    List<Certificate> chain = certificates(certificate);
    Path keyFile = directory.resolve(KEY);
    PrivateKey key = privateKey(keyFile, chain.get(0).getPublicKey().getAlgorithm());
    try {
      char[] none = new char[0]; // the store lives in memory only
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, none);
      store.setKeyEntry("own", key, none, chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, none);
      return context(keys.getKeyManagers(), directory.resolve(trusted));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          certificate + " and " + keyFile + " do not make a key pair: " + e.getMessage(), e);
    }
  }

  /**
   * We are nobody, and trust whom the authority in the file {@code trusted} has signed.
   *
   * @throws IOException if it cannot be read or used; the message is a sentence that names it
   */
  public static SSLContext anonymous(Path trusted) throws IOException {
    return context(new KeyManager[0], trusted);
  }

  private static SSLContext context(KeyManager[] keys, Path trusted) throws IOException {
    List<Certificate> authorities = certificates(trusted);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("authority-" + i, authorities.get(i));
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(trusted + " is no authority to trust: " + e.getMessage(), e);
    }
  }

  private static List<Certificate> certificates(Path file) throws IOException {
    try {
      List<Certificate> all =
          new ArrayList<>(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(read(file))));
      if (!all.isEmpty()) {
        return all;
      }
    } catch (CertificateException e) {
      throw new IOException(file + " holds no certificate in PEM: " + e.getMessage(), e);
    }
    throw new IOException(file + " holds no certificate in PEM");
  }

  private static PrivateKey privateKey(Path file, String algorithm) throws IOException {
    Matcher pem = PRIVATE_KEY.matcher(new String(read(file), StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw new IOException(
          file + " holds no private key in PEM (PKCS #8, not encrypted: BEGIN PRIVATE KEY)");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " holds no private key of the kind " + algorithm, e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
