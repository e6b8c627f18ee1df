package sellaprime.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sellaprime.client.TlsFiles;

/** The options about access to a node, the same for every command with {@code --connect}. */
final class AccessOptions {
  private static final String KEY_VARIABLE = "SELLAPRIME_KEY";
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~+/=-]{1,1000}");

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "With --connect: the API key is in FILE, - is standard input (default: $"
              + KEY_VARIABLE
              + ").")
  private @Nullable Path keyFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "With --connect https://...: trust nodes of this authority (PEM).")
  private @Nullable Path ca;

  @Option(
      names = "--tls",
      paramLabel = "DIR",
      description = "As --ca, and show the client certificate in DIR ('sellaprime ca' makes it).")
  private @Nullable Path tls;

  /**
   * Reads what the options name.
   *
   * @throws UsageException if it cannot be used
   */
  Access read() {
    if (ca != null && tls != null) {
      throw new UsageException("--tls names an authority already; leave --ca out");
    }
    try {
      return new Access(key(), context());
    } catch (IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable SSLContext context() throws IOException {
    if (tls != null) {
      return TlsFiles.identified(tls, TlsFiles.NODES_CA);
    }
    return ca == null ? null : TlsFiles.anonymous(ca);
  }

  private @Nullable String key() throws IOException {
    String key = keyFile == null ? System.getenv(KEY_VARIABLE) : keyIn(keyFile);
    if (keyFile == null && (key == null || key.isBlank())) {
      return null;
    }
    if (key == null || !KEY.matcher(key.strip()).matches()) { // which is not shown
      throw new UsageException(
          (keyFile == null ? "$" + KEY_VARIABLE : keyFile) + " holds no API key");
    }
    return key.strip();
  }

  private static String keyIn(Path file) throws IOException {
    try {
      return file.toString().equals(StandardInput.NAME)
          ? StandardInput.text()
          : Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    } catch (MalformedInputException e) {
      return "";
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + IoReason.of(e), e);
    }
  }
}
