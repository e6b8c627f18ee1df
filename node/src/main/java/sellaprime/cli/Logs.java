package sellaprime.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Where logs go: to a file of bounded size, and with {@code --verbose} to standard error as well;
 * in JSON to standard error, and to a file if one is named. Never to standard output.
 */
final class Logs {

  /**
   * What ends a line, here or in some viewer, or steers a terminal. None of it gets through, be it
   * in a message or in that of an exception: so an event is one line, and nobody can make up
   * others.
   */
  private static final String CONTROLS = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+";

  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0} - %replace(%replace(%msg%n%ex){'"
          + CONTROLS
          + "\\z', ''}){'"
          + CONTROLS
          + "', ' | '}%nopex%n";

  private static final int OLD_FILES = 3;

  /** How an event is written. */
  enum Format {
    /** For people. */
    TEXT,
    /** For machines: {@link JsonLines}. */
    JSON
  }

  private static @Nullable Path file;
  private static boolean inJson;

  private Logs() {}

  /** Sends the log to {@code requested}, or to {@code name.log} in the user's state directory. */
  static void open(String name, @Nullable Path requested, boolean verbose, Format format) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    context.getLogger("sellaprime").setLevel(verbose ? Level.DEBUG : Level.INFO);
    if (!verbose) { // what it logs is Ignite's, of which warnings are enough
      context.getLogger("sellaprime.grid.data.NoBaseline").setLevel(Level.WARN);
    }
    inJson = format == Format.JSON;
    file = inJson && requested == null ? null : writable(name, requested);
    if (file != null) {
      root.addAppender(toFile(context, file, encoder(context, name, format)));
    }
    if (verbose || inJson) {
      root.addAppender(toStandardError(context, encoder(context, name, format)));
    }
  }

  private static @Nullable Path writable(String name, @Nullable Path requested) {
    Path path =
        requested != null
            ? requested
            : StateDirectory.path().resolve("logs").resolve(name + ".log");
    try {
      Path directory = path.toAbsolutePath().getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      if (Files.isDirectory(path)) {
        throw new IOException("it is a directory");
      }
      if (!Files.isWritable(Files.exists(path) ? path : Objects.requireNonNull(directory))) {
        throw new IOException("permission is denied"); // logback would say nothing
      }
      return path;
    } catch (IOException e) {
      if (requested != null) {
        throw new UsageException("the log file " + path + " cannot be written: " + e.getMessage());
      }
      return null; // a default that does not work, as on a read-only system, is no reason not to
      // start
    }
  }

  private static Appender<ILoggingEvent> toFile(
      LoggerContext context, Path path, Encoder<ILoggingEvent> encoder) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setFile(path.toString());
    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(path + ".%i");
    rolling.setMinIndex(1);
    rolling.setMaxIndex(OLD_FILES);
    rolling.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(10 * FileSize.MB_COEFFICIENT));
    size.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(size);
    return started(context, appender, encoder);
  }

  private static Appender<ILoggingEvent> toStandardError(
      LoggerContext context, Encoder<ILoggingEvent> encoder) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget("System.err");
    return started(context, appender, encoder);
  }

  private static Appender<ILoggingEvent> started(
      LoggerContext context,
      OutputStreamAppender<ILoggingEvent> appender,
      Encoder<ILoggingEvent> encoder) {
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  /** One line for each event of the node {@code name}. */
  static Encoder<ILoggingEvent> encoder(LoggerContext context, String name, Format format) {
    if (format == Format.JSON) {
      JsonLines encoder = new JsonLines(name);
      encoder.setContext(context);
      encoder.start();
      return encoder;
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    return encoder;
  }

  /** Where to read more, as the end of a message; empty if there is no log. */
  static String hint() {
    return file == null ? "" : " (the log " + file + " has more)";
  }

  /** Tells the user {@code message}; on standard error all is JSON then, if anything is. */
  static void tell(PrintWriter standardError, String message) {
    if (inJson) {
      LoggerFactory.getLogger(Logs.class).error("{}", message);
    } else {
      standardError.println("sellaprime: " + message + hint());
    }
  }

  /** Logs what should not have happened. */
  static void unexpected(Throwable failure) {
    LoggerFactory.getLogger(Logs.class).error("Unexpected", failure);
  }
}
