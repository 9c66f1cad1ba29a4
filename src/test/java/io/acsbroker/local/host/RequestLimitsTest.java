package io.acsbroker.local.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no function gets: as Microsoft's host 4.1037 was seen to answer it. */
class RequestLimitsTest {
  private static final String HOST = "Host: localhost";
  private static final String CLOSE = "Connection: close";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private FunctionsHost host;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    FunctionsApp app = SampleApp.in(directory, SampleFunctions.class).load();
    host = FunctionsHost.start(app, 0, new OneLineLog(new PrintStream(log, true, UTF_8)));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void answers431ToHeadersOverTheLimitBeforeAnyFunctionRuns() throws Exception {
    String answer = withBigHeader(100 * 1024);
    assertTrue(answer.startsWith("HTTP/1.1 431"), answer);
    assertTrue(answer.endsWith("\r\n\r\n"), answer);
    assertEquals("", log.toString(UTF_8));
  }

  @Test
  void takesHeadersUpToTheLimit() throws Exception {
    // All header lines of this request are 32,768 bytes
    int rest = 32_768 - "Host: localhost\r\nConnection: close\r\nX-big: \r\n".length();
    assertTrue(withBigHeader(rest).startsWith("HTTP/1.1 200"));
    assertTrue(withBigHeader(rest + 1).startsWith("HTTP/1.1 431"));
  }

  @Test
  void answers414ToARequestLineOverTheLimit() throws IOException {
    int rest = 8_192 - "GET /api/ HTTP/1.1\r\n".length();
    assertStatus(404, raw("GET /api/" + "a".repeat(rest) + " HTTP/1.1", HOST, CLOSE));
    assertStatus(414, raw("GET /api/" + "a".repeat(rest + 1) + " HTTP/1.1", HOST, CLOSE));
  }

  @Test
  void takesAHundredHeaders() throws IOException {
    for (int number : new int[] {100, 101}) {
      String more =
          IntStream.range(2, number).mapToObj(i -> "X-" + i + ": 1").collect(joining("\r\n"));
      assertStatus(
          number == 100 ? 200 : 431, raw("GET /api/samples/echo HTTP/1.1", HOST, CLOSE, more));
    }
  }

  @Test
  void answers500ToABodyThatIsAnnouncedTooLargeWithoutWaitingForIt() throws IOException {
    for (String path : new String[] {"/api/samples/echo", "/api/unknown"}) {
      String head =
          "POST " + path + " HTTP/1.1\r\n" + HOST + "\r\nContent-Length: 120000000\r\n\r\n";
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.uri().getPort())) {
        socket.getOutputStream().write(head.getBytes(UTF_8));
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 500 ".length());
        assertStatus(path.endsWith("echo") ? 500 : 404, new String(line, UTF_8));
      }
    }
  }

  /** A client that took the connection for one that goes on would lose its next request. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/samples/echo HTTP/1.1\r\nContent-Length: 120000000",
        "POST /api/unknown HTTP/1.1\r\nContent-Length: 120000000",
        "GET /api/samples/echo HTTP/1.1\r\nX-A: \u00e9"
      })
  void saysThatTheConnectionEndsWhereARequestWasNotReadToItsEnd(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.uri().getPort())) {
      socket.getOutputStream().write((head + "\r\n" + HOST + "\r\n\r\n").getBytes(ISO_8859_1));
      BufferedReader answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      List<String> headers = answer.lines().takeWhile(line -> !line.isEmpty()).toList();
      assertTrue(headers.contains("Connection: close"), headers::toString);
    }
  }

  /** Seen of Microsoft's host with this setting; its public source and issue 10519 say the same. */
  @Test
  void readsBodiesUpToTheSizeThatASettingAllows(@TempDir Path directory) throws IOException {
    Map<String, String> settings = Map.of("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "65536");
    FunctionsApp app = SampleApp.in(directory, SampleFunctions.class).load();
    try (FunctionsHost limited = FunctionsHost.start(app.configuredBy(settings), 0)) {
      assertStatus(200, withBody(limited, 65_536));
      String refusal = withBody(limited, 65_537);
      assertStatus(500, refusal);
      assertTrue(refusal.endsWith("\r\n\r\n"), refusal);
    }
    Map<String, String> nonsense = Map.of("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "64 KiB");
    try (FunctionsHost unlimited = FunctionsHost.start(app.configuredBy(nonsense), 0)) {
      assertStatus(200, withBody(unlimited, 65_537));
    }
  }

  private static String withBody(FunctionsHost to, int size) throws IOException {
    String head = "POST /api/samples/echo HTTP/1.1\r\n" + HOST + "\r\n" + CLOSE;
    return new RawHttp(to.uri())
        .exchange(head + "\r\nContent-Length: " + size + "\r\n\r\n" + "x".repeat(size));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-A: b", "Host: a b", "Host: a/b", "Host: a@b", "Host: a\r\nHost: b"})
  void takesRequestsOfOneHost(String header) throws IOException {
    assertStatus(400, raw("GET /api/samples/echo HTTP/1.1", header, CLOSE));
  }

  @Test
  void failsOverAnAddressWithoutAHost() throws IOException {
    assertStatus(500, raw("GET /api/samples/echo HTTP/1.1", "Host:", CLOSE));
    assertStatus(500, raw("GET /api/samples/echo HTTP/1.0", CLOSE));
    assertStatus(400, raw("GET http://other.example/api/samples/echo HTTP/1.1", HOST, CLOSE));
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/samples/ec%00ho HTTP/1.1, 400",
    "GE/T /api/samples/echo HTTP/1.1, 400",
    "GET /api/samples/echo HTTP/1.2, 505",
    "GET /api/x/../samples/echo HTTP/1.1, 200",
    "BREW /api/samples/echo HTTP/1.1, 404"
  })
  void readsTheRequestLine(String line, int status) throws IOException {
    assertStatus(status, raw(line, HOST, CLOSE));
  }

  @Test
  void takesNoHeaderThatIsNoText() throws IOException {
    String line = "GET /api/samples/echo HTTP/1.1";
    assertStatus(400, raw(line, HOST, CLOSE, "X-A: a\0b"));
    assertStatus(400, raw(line, HOST, CLOSE, "X-A: \u00e9"));
    String answer = raw(line, HOST, CLOSE, "X-A: \u00c3\u00a9");
    assertTrue(answer.contains("x-a=\u00c3\u00a9"), answer);
  }

  private String raw(String... lines) throws IOException {
    return new RawHttp(host.uri()).exchange(String.join("\r\n", lines) + "\r\n\r\n");
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  private String withBigHeader(int size) throws IOException {
    return raw(
        "GET /api/samples/echo HTTP/1.1",
        "Host: localhost",
        "Connection: close",
        "X-Big: " + "x".repeat(size));
  }
}
