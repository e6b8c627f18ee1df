package sellaprime.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that mean harm: too much, too many, too slow. Others are served meanwhile. */
class HostileConnectionsTest {
  private static final String POST =
      "POST /v1/jobs HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";

  @Test
  void aHeaderOfAMegabyteIsRefused() throws IOException {
    try (RestFixture rest = new RestFixture();
        Socket socket = rest.socket()) {
      OutputStream out = socket.getOutputStream();
      out.write("GET /livez HTTP/1.1\r\nHost: h\r\nX-Long: ".getBytes(UTF_8));
      byte[] part = "a".repeat(1 << 12).getBytes(UTF_8);
      boolean isAllSent = false;
      try {
        for (int sent = 0; sent < 1 << 20; sent += part.length) {
          out.write(part);
        }
        out.write("\r\n\r\n".getBytes(UTF_8));
        isAllSent = true;
      } catch (IOException reset) {
        // refused before its end: the reset may have thrown the answer away
      }
      String answer = firstLine(socket);
      if (isAllSent || !answer.isEmpty()) {
        assertThat(answer).isEqualTo("HTTP/1.1 431 Request Header Fields Too Large");
      }
      assertThat(rest.get("/livez").statusCode()).isEqualTo(200);
    }
  }

  /** Empty if the connection was reset before it could be read. */
  private static String firstLine(Socket socket) {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = socket.getInputStream().read();
          c >= 0 && c != '\r';
          c = socket.getInputStream().read()) {
        line.append((char) c);
      }
    } catch (IOException reset) {
      line.setLength(0);
    }
    return line.toString();
  }

  /** A byte now and then, so that the connection never idles. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /livez HTTP/1.1\r\nX: ", POST + "Content-Length: 9999\r\n\r\n"})
  void aRequestThatComesByteByByteIsCutOff(String head) throws Exception {
    Duration limit = Duration.ofMillis(700);
    RestServer.Tuning tuning =
        new RestServer.Tuning(Duration.ofSeconds(10), Duration.ofSeconds(10), 10, limit);
    try (RestFixture rest = new RestFixture(tuning);
        Socket socket = rest.socket()) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(UTF_8));
      await()
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                try {
                  out.write('a');
                  return false;
                } catch (IOException closed) {
                  return true;
                }
              });
      assertThat(rest.get("/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aConnectionLivesOnBetweenRequestsAndWhileItWaits() throws Exception {
    Duration limit = Duration.ofMillis(700);
    RestServer.Tuning tuning =
        new RestServer.Tuning(Duration.ofSeconds(10), Duration.ofSeconds(10), 10, limit);
    try (RestFixture rest = new RestFixture(tuning)) {
      HttpResponse<String> waited =
          rest.post("{\"number\": \"" + RestFixture.SLOW + "7\"}", "Prefer", "wait=2");
      assertThat(waited.statusCode()).isEqualTo(202);
    }
  }

  @Test
  void whoWaitsLeavesRoomForOthers() throws Exception {
    Duration usual = Duration.ofSeconds(60);
    RestServer.Tuning tuning = new RestServer.Tuning(usual, usual, 10, usual, 2);
    try (RestFixture rest = new RestFixture(tuning);
        Socket first = rest.socket();
        Socket second = rest.socket()) {
      rest.post("{\"number\": \"" + RestFixture.SLOW + "23\", \"id\": \"w\"}");
      for (Socket socket : List.of(first, second)) {
        socket
            .getOutputStream()
            .write("GET /v1/jobs/w?wait=300 HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8));
      }
      await().until(() -> rest.server.waiting() == 2);
      HttpResponse<String> third = rest.get("/v1/jobs/w?wait=300"); // fails after 30 s
      assertThat(third.statusCode()).isEqualTo(200);
      assertThat(rest.server.waiting()).isEqualTo(2);
      assertThat(RestServer.MAX_WAITS).isPositive();
      rest.release();
      await().until(() -> rest.server.waiting() == 0);
    }
  }

  @Test
  void fiveThousandIdleConnectionsKeepNobodyOut() throws Exception {
    int many =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
            ? (int)
                Math.min(5000, (os.getMaxFileDescriptorCount() - 1000) / 2) // both ends are here
            : 5000;
    System.out.println("idle connections: " + many);
    assumeTrue(many > 2 * RestServer.MAX_IDLE, "too few file descriptors for so many connections");
    List<SocketChannel> idle = new ArrayList<>();
    try (RestFixture rest = new RestFixture()) {
      rest.get("/livez");
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), rest.uri("/").getPort());
      for (int i = 0; i < many; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false); // what is not accepted yet must not stop us
        channel.connect(address);
        idle.add(channel);
      }
      try (Socket late = rest.socket()) {
        late.getOutputStream()
            .write("GET /v1/primality/7 HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8));
        assertThat(firstLine(late)).isEqualTo("HTTP/1.1 200 OK");
      }
      await().until(() -> rest.server.connections() <= RestServer.MAX_IDLE + 1);
    } finally {
      for (SocketChannel channel : idle) {
        channel.close();
      }
    }
  }

  @Test
  void everyAnswerHasTheHeadersThatGuardBrowsers() {
    try (RestFixture rest = new RestFixture()) {
      for (String path : List.of("/livez", "/nothing", "/v1/jobs/nobody", "/%")) {
        String raw = rest.raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertThat(raw)
            .contains(
                "X-Content-Type-Options: nosniff",
                "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
                "Referrer-Policy: no-referrer",
                "X-Frame-Options: DENY",
                "Cache-Control: no-store")
            .doesNotContain("Server:", "Jetty", "X-Powered-By");
      }
    }
  }
}
