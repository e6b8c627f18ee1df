package sellaprime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sellaprime.access.PrivateCa;
import sellaprime.client.TlsFiles;

/**
 * Directories of keys and certificates: of a node and a caller, and of a stranger whom another
 * authority has signed. Made once for all tests of a JVM.
 */
public final class TestKeys {
  private static final Path TOP = Directories.temporary();

  /** A node of ours. */
  public static final Path NODE;

  /** A caller of ours. */
  public static final Path CALLER;

  /** Claims to be a node, and trusts ours. */
  public static final Path STRANGER;

  static {
    try {
      PrivateCa ours = PrivateCa.create(TOP.resolve("ours"));
      NODE = ours.issueNode("node", List.of());
      CALLER = ours.issueCaller("caller");
      STRANGER = PrivateCa.create(TOP.resolve("others")).issueNode("stranger", List.of());
      for (String authority : List.of(TlsFiles.NODES_CA, TlsFiles.CALLERS_CA)) {
        Files.writeString(STRANGER.resolve(authority), Files.readString(NODE.resolve(authority)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestKeys() {}
}
