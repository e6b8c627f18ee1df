package sellaprime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sellaprime.client.TlsFiles;

/** The private authority, its files, and that they can be used. */
class PrivateCaTest {
  @Test
  void anAuthorityAndWhatItSigns(@TempDir Path directory) throws Exception {
    Path top = directory.resolve("trial");
    PrivateCa ca = PrivateCa.create(top);
    Path node = ca.issueNode("a", List.of("10.0.0.1", "node-a.example"));

    X509Certificate certificate = certificate(node.resolve(TlsFiles.CERTIFICATE));
    certificate.verify(certificate(top.resolve(TlsFiles.NODES_CA)).getPublicKey());
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=a");
    assertThat(certificate.getBasicConstraints()).as("it cannot sign others").isEqualTo(-1);
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .contains("localhost", "127.0.0.1", "10.0.0.1", "node-a.example");
    assertThat(TlsFiles.identified(node, TlsFiles.CALLERS_CA)).isNotNull();

    try (Stream<Path> files = Files.walk(top)) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .as("%s", file)
                      .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }

    assertThatThrownBy(() -> PrivateCa.create(top)).hasMessageContaining("nothing is written over");
    assertThatThrownBy(() -> PrivateCa.open(top).issueNode("a", List.of()))
        .hasMessageContaining("nothing is written over");
    assertThatThrownBy(() -> ca.issueCaller("../b")).hasMessageContaining("a name has");
    assertThatThrownBy(() -> ca.issueNode("c", List.of("x,dns:y")))
        .hasMessageContaining("neither a host's name nor its address");
    assertThatThrownBy(() -> PrivateCa.open(directory)).hasMessageContaining("no authority");
  }

  private static X509Certificate certificate(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  @Test
  void filesThatCannotBeUsedAreNamed(@TempDir Path directory) throws IOException {
    assertThatThrownBy(() -> TlsFiles.identified(directory, TlsFiles.NODES_CA))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no file")
        .hasMessageContaining(TlsFiles.CERTIFICATE);
    Path text = Files.writeString(directory.resolve("text"), "certainly not");
    assertThatThrownBy(() -> TlsFiles.anonymous(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no certificate");
  }
}
