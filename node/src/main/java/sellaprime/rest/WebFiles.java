package sellaprime.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the web page, by their path. They are listed here, so no path leads to anything
 * else; each is read and compressed once, when it is first asked for. Thread-safe.
 */
final class WebFiles {
  private static final String FOLDER = "web/";
  private static final String HTML = "text/html;charset=utf-8";
  private static final String CSS = "text/css;charset=utf-8";
  private static final String JS = "text/javascript;charset=utf-8";

  /** Types of the files, by path. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("/", HTML),
          Map.entry("/web/style.css", CSS),
          Map.entry("/web/icon.svg", "image/svg+xml"),
          Map.entry("/web/main.js", JS),
          Map.entry("/web/api.js", JS),
          Map.entry("/web/ask.js", JS),
          Map.entry("/web/buy.js", JS),
          Map.entry("/web/grid.js", JS),
          Map.entry("/web/timeline.js", JS),
          Map.entry("/web/jobs.js", JS),
          Map.entry("/web/text.js", JS),
          Map.entry("/web/uplot/uPlot.iife.min.js", JS),
          Map.entry("/web/uplot/uPlot.min.css", CSS),
          Map.entry("/web/uplot/LICENSE", "text/plain;charset=utf-8"));

  /** A file; nobody may change its bytes. */
  static final class File {
    private final String type;
    private final byte[] bytes;
    private final byte[] gzipped;

    private File(String type, byte[] bytes, byte[] gzipped) {
      this.type = type;
      this.bytes = bytes;
      this.gzipped = gzipped;
    }

    String type() {
      return type;
    }

    byte[] bytes() {
      return bytes;
    }

    byte[] gzipped() {
      return gzipped;
    }

    /** Differs when the bytes do, or what is sent with them. */
    String tag(String with) {
      return hash(bytes, with.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final Map<String, File> read = new LinkedHashMap<>(); // guarded by itself

  private WebFiles() {}

  /** Where there are files. */
  static Set<String> paths() {
    return TYPES.keySet();
  }

  /** The file at {@code path}, or null if there is none. */
  static @Nullable File at(String path) {
    String type = TYPES.get(path);
    if (type == null) {
      return null;
    }
    synchronized (read) {
      return read.computeIfAbsent(path, key -> read(key, type));
    }
  }

  private static File read(String path, String type) {
    String name = path.equals("/") ? "index.html" : path.substring("/web/".length());
    try (InputStream in = WebFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the web page lacks its file " + name);
      }
      byte[] bytes = in.readAllBytes();
      return new File(type, bytes, gzip(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** 96 bits of SHA-256: no two files will have the same. */
  private static String hash(byte[] bytes, byte[] more) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(bytes);
      hash.update(more);
      return Base64.getUrlEncoder().encodeToString(hash.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
