package sellaprime.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static sellaprime.rest.RestFixture.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A body of a gigabyte is refused after some hundred kilobytes, and hurts nobody else. */
class BodyLimitTest {
  private static final long GIGABYTE = 1L << 30;

  /** What fits into the buffers of two sockets, generously, and what the server reads. */
  private static final long FEW = 16L << 20;

  private static RestFixture rest = new RestFixture();

  @BeforeAll
  static void warmUp() {
    rest.get("/livez");
  }

  @AfterAll
  static void stop() {
    rest.close();
  }

  @Test
  void aChunkedGigabyteIsRefusedWhileItIsRead() throws IOException {
    String head = "POST /v1/jobs HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
    try (Socket socket = rest.socket()) {
      OutputStream out = socket.getOutputStream();
      out.write((head + "Transfer-Encoding: chunked\r\n\r\n").getBytes(UTF_8));
      byte[] digits = "7".repeat(1 << 16).getBytes(UTF_8);
      out.write("c\r\n{\"number\": \"\r\n".getBytes(UTF_8));
      out.flush();
      assertThat(json(rest.post("{\"number\": \"7\"}", "Prefer", "wait=20")).has("verdict"))
          .as("another caller, meanwhile")
          .isTrue();
      long sent = 0;
      try {
        while (sent < GIGABYTE) {
          out.write("10000\r\n".getBytes(UTF_8));
          out.write(digits);
          out.write("\r\n".getBytes(UTF_8));
          sent += digits.length;
        }
      } catch (IOException closed) {
        assertThat(closed).isNotNull();
      }
      assertThat(sent).isLessThan(FEW);
      assertRefused(answer(socket));
    }
  }

  @Test
  void anAnnouncedGigabyteIsNotReadAtAll() throws IOException {
    String head = "POST /v1/jobs HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
    try (Socket socket = rest.socket()) {
      socket
          .getOutputStream()
          .write((head + "Content-Length: " + GIGABYTE + "\r\n\r\n").getBytes(UTF_8));
      assertRefused(answer(socket));
    }
  }

  @Test
  void whoeverAsksFirstIsToldBeforeSending() throws IOException {
    String head = "POST /v1/jobs HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
    try (Socket socket = rest.socket()) {
      String expect = "Expect: 100-continue\r\nContent-Length: " + GIGABYTE + "\r\n\r\n";
      socket.getOutputStream().write((head + expect).getBytes(UTF_8));
      assertRefused(answer(socket));
    }
  }

  @Test
  void aBodyThatComesInPiecesIsReadWithoutAThread() throws IOException {
    String body = "{\"number\": \"7\"}";
    String head = "POST /v1/jobs HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
    Socket[] sockets = new Socket[100]; // more than there are threads
    for (int i = 0; i < sockets.length; i++) {
      sockets[i] = rest.socket();
      String start = head + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n{";
      sockets[i].getOutputStream().write(start.getBytes(UTF_8));
    }
    assertThat(rest.get("/v1/primality/7").statusCode()).isEqualTo(200);
    for (Socket socket : sockets) {
      socket.getOutputStream().write(body.substring(1).getBytes(UTF_8));
      assertThat(answer(socket)).startsWith("HTTP/1.1 20");
      socket.close();
    }
  }

  private static void assertRefused(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .contains("Content-Type: application/problem+json")
        .contains("Connection: close");
    assertThat(json(answer.substring(answer.indexOf("\r\n\r\n") + 4)).get("detail").textValue())
        .contains("bytes");
  }

  /** What came before the connection ended, in order or not. */
  private static String answer(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (IOException reset) {
      assertThat(all.size()).isPositive();
    }
    return all.toString(UTF_8);
  }
}
