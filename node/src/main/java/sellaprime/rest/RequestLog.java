package sellaprime.rest;

import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import sellaprime.grid.gateway.JobStatus;

/**
 * A line when a job is accepted, and one at the end of each request, which tells if it was refused.
 * At level INFO if the request belongs to a trace that its caller keeps records of, else at DEBUG:
 * a node answers thousands of requests a second.
 *
 * <p>The route is logged and not the path: nothing in a line is of the caller's making but the
 * job's id and the trace's.
 */
final class RequestLog {
  private static final Logger log = LoggerFactory.getLogger(RequestLog.class);
  private static final String JOB = "sellaprime.job";

  private RequestLog() {}

  /** Notes of which job {@code request} speaks. */
  static void concerns(Request request, @Nullable String job) {
    if (job != null) {
      request.setAttribute(JOB, job);
    }
  }

  /** {@code status} is of the job of {@code request}, accepted now or before; returns it. */
  static JobStatus accepted(Request request, JobStatus status) {
    String job = status.job().id();
    concerns(request, job);
    LoggingEventBuilder line = line(request);
    if (line != null) {
      TraceParent trace = TraceParent.of(request);
      line.log("Accepted job {}{}", job, trace == null ? "" : " of trace " + trace.traceId());
    }
    return status;
  }

  /** {@code request} is over. */
  static void ended(Request request, int status, long nanos) {
    LoggingEventBuilder line = line(request);
    if (line == null) {
      return;
    }
    TraceParent trace = TraceParent.of(request);
    Object job = request.getAttribute(JOB);
    long millis = nanos / 1_000_000;
    line.addKeyValue("status", status)
        .addKeyValue("millis", millis)
        .log(
            "{} {} {} with {} after {} ms{}{}",
            status >= 400 ? "Refused" : "Answered",
            request.getMethod(),
            RouteFeature.of(request),
            status,
            millis,
            job == null ? "" : ", job " + job,
            trace == null ? "" : ", trace " + trace.traceId());
  }

  private static @Nullable LoggingEventBuilder line(Request request) {
    TraceParent trace = TraceParent.of(request);
    Level level = trace != null && trace.isSampled() ? Level.INFO : Level.DEBUG;
    if (!log.isEnabledForLevel(level)) {
      return null;
    }
    LoggingEventBuilder line = log.atLevel(level);
    Object job = request.getAttribute(JOB);
    if (job != null) {
      line = line.addKeyValue("job", job);
    }
    return trace == null ? line : line.addKeyValue("trace", trace.traceId());
  }
}
