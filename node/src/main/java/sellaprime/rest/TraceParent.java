package sellaprime.rest;

import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of W3C's Trace Context, by which systems that work at one task
 * recognise each other's logs. It is read strictly, echoed in the answer, and logged; one that is
 * not well-formed, or comes twice, is as good as none. None is made up: we would be the only ones
 * to know it, and have the job's id already.
 *
 * @param header as it came
 * @param traceId 32 hexadecimal digits
 * @param isSampled whether the caller keeps records of this request itself
 * @see "Trace Context, W3C Recommendation, 23 November 2021, section 3.2"
 */
record TraceParent(String header, String traceId, boolean isSampled) {
  static final String HEADER = "traceparent";

  private static final String ATTRIBUTE = "sellaprime.trace";

  /** Version 00 ends here; later ones may have more, after a dash. */
  private static final int LENGTH = 55;

  private static final int MAX_LENGTH = 512;

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
              + "(?:-[\\x21-\\x7e]*)?");

  /** Reads it, or returns null if it is none. */
  static @Nullable TraceParent parse(String header) {
    boolean isShort = header.length() == LENGTH;
    if (header.length() > MAX_LENGTH
        || !FORM.matcher(header).matches()
        || (!isShort && header.startsWith("00"))) {
      return null;
    }
    int flags = Integer.parseInt(header.substring(53, LENGTH), 16);
    return new TraceParent(header, header.substring(3, 35), (flags & 1) == 1);
  }

  /** Notes the one of {@code request}, if it has one. */
  static void note(Request request) {
    List<String> given = request.getHeaders().getValuesList(HEADER);
    TraceParent trace = given.size() == 1 ? parse(given.get(0)) : null;
    if (trace != null) {
      request.setAttribute(ATTRIBUTE, trace);
    }
  }

  /** The one that was noted, or null. */
  static @Nullable TraceParent of(Request request) {
    return request.getAttribute(ATTRIBUTE) instanceof TraceParent trace ? trace : null;
  }

  /** Puts it among {@code headers}, which go back to its sender. */
  static void echo(Request request, HttpFields.Mutable headers) {
    TraceParent trace = of(request);
    if (trace != null) {
      headers.put(HEADER, trace.header);
    }
  }
}
