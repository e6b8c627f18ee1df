package sellaprime.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import sellaprime.client.TlsFiles;

/**
 * A private certificate authority in a directory: two in fact, one that signs nodes and one that
 * signs callers. For a trial, or a small cluster; a node asks only for PEM files, whoever made
 * them.
 *
 * <p>Keys are on P-256; an authority is good for ten years, what it signs for one. There is no
 * revocation: to take a certificate back, make a new authority.
 */
public final class PrivateCa {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*|[0-9A-Fa-f:.]+");
  private static final Pattern IP = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final int AUTHORITY_DAYS = 3650;
  private static final int DAYS = 365;
  private static final String NODES_STORE = "nodes-ca.p12";
  private static final String CALLERS_STORE = "callers-ca.p12";
  private static final String PASSWORD = "password";
  private static final String AUTHORITY = "authority";

  private final Path directory;
  private final String password;

  private PrivateCa(Path directory, String password) {
    this.directory = directory;
    this.password = password;
  }

  /**
   * Makes a new authority.
   *
   * @throws IOException with a sentence that says why not; above all if the directory is there
   */
  public static PrivateCa create(Path directory) throws IOException {
    makeNew(directory);
    String password = UUID.randomUUID().toString();
    OwnerFiles.write(directory.resolve(PASSWORD), password);
    PrivateCa ca = new PrivateCa(directory, password);
    ca.createAuthority(NODES_STORE, "CN=sellaprime nodes", TlsFiles.NODES_CA);
    ca.createAuthority(CALLERS_STORE, "CN=sellaprime callers", TlsFiles.CALLERS_CA);
    return ca;
  }

  /**
   * The authority that {@link #create} made.
   *
   * @throws IOException if there is none, with a sentence
   */
  public static PrivateCa open(Path directory) throws IOException {
    Path password = directory.resolve(PASSWORD);
    if (!Files.isReadable(password)) {
      throw new IOException(
          directory + " is no authority that can be read; 'sellaprime ca create' makes one");
    }
    return new PrivateCa(directory, Files.readString(password));
  }

  private void createAuthority(String store, String subject, String certificate)
      throws IOException {
    Path file = directory.resolve(store);
    new Keytool(file, password)
        .generate(
            AUTHORITY,
            subject,
            AUTHORITY_DAYS,
            List.of(
                "-ext", "BasicConstraints:critical=ca:true,pathlen:0",
                "-ext", "KeyUsage:critical=keyCertSign,cRLSign"));
    OwnerFiles.restrict(file);
    try {
      OwnerFiles.write(
          directory.resolve(certificate), pem(load(file).getCertificateChain(AUTHORITY)));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /**
   * Makes the key and certificate of a node, in a directory of its name below this one.
   *
   * @param hosts names and addresses under which callers reach it, besides this machine's own
   * @return the directory, for {@code serve --tls}
   * @throws IOException with a sentence that says why not
   */
  public Path issueNode(String name, List<String> hosts) throws IOException {
    List<String> names = new ArrayList<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IOException("'" + host + "' is neither a host's name nor its address");
      }
      names.add((IP.matcher(host).matches() ? "ip:" : "dns:") + host);
    }
    Path target =
        issue(
            name,
            NODES_STORE,
            List.of(
                "-ext",
                "ExtendedKeyUsage=serverAuth,clientAuth",
                "-ext",
                "SubjectAlternativeName=" + String.join(",", names)));
    OwnerFiles.write(
        target.resolve(TlsFiles.CALLERS_CA),
        Files.readString(directory.resolve(TlsFiles.CALLERS_CA)));
    return target;
  }

  /**
   * Makes the key and certificate of a caller, in a directory of its name below this one.
   *
   * @return the directory
   * @throws IOException with a sentence that says why not
   */
  public Path issueCaller(String name) throws IOException {
    return issue(name, CALLERS_STORE, List.of("-ext", "ExtendedKeyUsage=clientAuth"));
  }

  private Path issue(String name, String authority, List<String> extensions) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IOException(
          "a name has 1 to 64 letters, digits, '.', '_' and '-', and not '" + name + "'");
    }
    Path target = directory.resolve(name);
    makeNew(target);
    // keytool signs with a key of the same store only: so in a copy, which then goes.
    Path store = target.resolve("signing.p12");
    boolean signed = false;
    try {
      Files.copy(directory.resolve(authority), store);
      List<String> more = new ArrayList<>(List.of("-signer", AUTHORITY));
      more.addAll(extensions);
      more.addAll(List.of("-ext", "KeyUsage:critical=digitalSignature"));
      new Keytool(store, password).generate("issued", "CN=" + name, DAYS, more);
      signed = true;
      KeyStore made = load(store);
      Certificate[] chain = made.getCertificateChain("issued");
      PrivateKey key = (PrivateKey) made.getKey("issued", password.toCharArray());
      OwnerFiles.write(target.resolve(TlsFiles.KEY), pem("PRIVATE KEY", key.getEncoded()));
      OwnerFiles.write(target.resolve(TlsFiles.CERTIFICATE), pem(chain[0]));
    } catch (GeneralSecurityException e) {
      throw new IOException("the key of " + name + " cannot be made: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(store);
      if (!signed) {
        Files.delete(target);
      }
    }
    OwnerFiles.write(
        target.resolve(TlsFiles.NODES_CA), Files.readString(directory.resolve(TlsFiles.NODES_CA)));
    return target;
  }

  private static void makeNew(Path directory) throws IOException {
    try {
      OwnerFiles.directory(directory);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(directory + " is there already, and nothing is written over", e);
    } catch (IOException e) {
      throw new IOException(OwnerFiles.cannotMake(directory, e), e);
    }
  }

  private KeyStore load(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      return store;
    }
  }

  private static String pem(Certificate... certificates) throws GeneralSecurityException {
    StringBuilder all = new StringBuilder();
    for (Certificate certificate : certificates) {
      all.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    return all.toString();
  }

  private static String pem(String type, byte[] encoded) {
    Base64.Encoder base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN "
        + type
        + "-----\n"
        + base64.encodeToString(encoded)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
