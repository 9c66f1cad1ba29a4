package io.acsbroker.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsHostTest {
  private static final String HOST = "Host: localhost";
  private static final String CLOSE = "Connection: close";

  private final HttpClient client = HttpClient.newHttpClient();
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
    client.close();
  }

  @Test
  void handsOverMethodAbsoluteUriQueryAndBody() throws Exception {
    HttpResponse<String> response =
        send("/api/samples/echo?b=x%20y&a=1&A=2&empty=", "PUT", BodyPublishers.ofString("grüße"));
    assertEquals(200, response.statusCode());
    String uri = host.uri() + "/api/samples/echo?b=x%20y&a=1&A=2&empty=";
    assertTrue(response.body().startsWith("PUT " + uri + "\n"), response.body());
    assertTrue(response.body().contains("query {a=1,2, b=x y}\n"), response.body());
    assertTrue(response.body().endsWith("body Optional[grüße]"), response.body());
  }

  @Test
  void saysThatAStringIsTextUnlessTheFunctionSaysOtherwise() throws Exception {
    assertEquals("text/plain; charset=utf-8", contentType(get("/api/samples/echo")));
    HttpResponse<String> posted = send("/api/samples/posted", "POST", BodyPublishers.noBody());
    assertEquals("application/json; charset=utf-8", contentType(posted));
    assertEquals("none", contentType(get("/api/samples/42")));
  }

  @Test
  void joinsRepeatedHeadersWithACommaUnderLowerCaseNames() throws Exception {
    String answer =
        raw(
            "GET /api/samples/echo HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Authorization: Bearer a",
            "AUTHORIZATION: Bearer b");
    assertTrue(answer.contains("authorization=Bearer a,Bearer b"), answer);
  }

  @Test
  void handsAChunkedBodyOverEmptyAndLeavesItsHeader() throws Exception {
    String chunks = "\r\n5\r\nhello\r\n0";
    String answer =
        raw(
            "POST /api/samples/echo HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Transfer-Encoding: chunked",
            chunks);
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    assertTrue(answer.contains("transfer-encoding=chunked"), answer);
    assertTrue(answer.contains("body Optional.empty"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/octet-stream", "multipart/form-data; boundary=x", "image/png"})
  void handsABodyOfAnyTypeOverAsText(String type) throws IOException {
    String answer = posted("Content-Type: " + type, "hello");
    assertTrue(answer.contains("body Optional[hello]"), answer);
  }

  @ParameterizedTest
  @CsvSource({"\u00ef\u00bb\u00bfhi, hi", "'\u00ff\u00feh\0i\0', hi", "'\u00fe\u00ff\0h\0i', hi"})
  void readsABodyByItsByteOrderMark(String body, String text) throws IOException {
    String answer = posted("Content-Type: application/json; charset=utf-8", body);
    assertTrue(answer.contains("body Optional[" + text + "]"), answer);
  }

  @Test
  void leavesEmptyValuesOutWhereAHeaderCameTwice() throws IOException {
    String answer = raw("GET /api/samples/echo HTTP/1.1", HOST, CLOSE, "X-A:", "X-A: b", "X-C:");
    assertTrue(answer.contains("x-a=b,") && answer.contains("x-c=}"), answer);
  }

  @Test
  void sendsTheLastOfTwoValuesOfAHeader() throws Exception {
    HttpResponse<String> response = send("/api/samples/posted", "POST", BodyPublishers.noBody());
    assertEquals(201, response.statusCode());
    assertEquals("[last]", response.headers().allValues("X-Sample").toString());
  }

  @Test
  void sendsNoBodyWhereHttpHasNone() throws Exception {
    assertEquals("", get("/api/named").body());
    HttpResponse<String> head = send("/api/samples/echo", "HEAD", BodyPublishers.noBody());
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
  }

  @Test
  void answersForItselfAtTheRootAndWhereItIsAdministered() throws Exception {
    assertEquals(204, get("/").statusCode());
    assertEquals(204, send("/", "POST", BodyPublishers.noBody()).statusCode());
    HttpResponse<String> status = get("/admin/host/status");
    assertEquals(401, status.statusCode());
    assertEquals("Bearer", status.headers().firstValue("WWW-Authenticate").orElse("none"));
    assertEquals(404, send("/admin/host/status", "POST", BodyPublishers.noBody()).statusCode());
    assertEquals(404, get("/admin").statusCode());
  }

  @Test
  void answersForADisabledFunctionAndNoOtherInItsPlace(@TempDir Path directory) throws Exception {
    FunctionsApp app =
        SampleApp.in(directory, SampleFunctions.class)
            .load()
            .configuredBy(Map.of("AzureWebJobs.echo.Disabled", "true", "AzureWebJobs.single", "1"));
    try (FunctionsHost other = FunctionsHost.start(app, 0)) {
      HttpRequest echo = HttpRequest.newBuilder(other.uri().resolve("/api/samples/echo")).build();
      HttpResponse<String> response = client.send(echo, BodyHandlers.ofString(UTF_8));
      assertEquals(404, response.statusCode());
      assertEquals("", response.body());
    }
  }

  @Test
  void answersAnEmpty404WhereNoRouteOrMethodMatches() throws Exception {
    for (String path : new String[] {"/samples/echo", "/api/unknown", "/api//samples/echo"}) {
      HttpResponse<String> response = get(path);
      assertEquals(404, response.statusCode(), path);
      assertEquals("", response.body(), path);
    }
    HttpResponse<String> deep = send("/api/samples/a/b", "DELETE", BodyPublishers.noBody());
    assertEquals(404, deep.statusCode());
  }

  @Test
  void goesOnToTheNextFunctionWhenAMethodIsNotListed() throws Exception {
    assertEquals("single", get("/api/samples/posted").body());
  }

  @Test
  void makesAnEmpty500OfAnythingThrownOrMissing() throws Exception {
    for (String path : new String[] {"/api/throwing", "/api/nothing", "/api/split"}) {
      HttpResponse<String> response = get(path);
      assertEquals(500, response.statusCode(), path);
      assertEquals("", response.body(), path);
      assertTrue(response.headers().firstValue("X-Sample").isEmpty());
    }
  }

  @Test
  void tellsTheClassOfAnErrorAndNotItsMessage() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, UTF_8));
    try {
      get("/api/throwing");
    } finally {
      System.setErr(before);
    }
    String said = captured.toString(UTF_8);
    assertTrue(said.contains("throwing failed: java.lang.StackOverflowError at "), said);
    assertFalse(said.contains("secret"), said);
  }

  @Test
  void logsALineForEachMessage() throws Exception {
    get("/api/samples/echo");
    assertTrue(
        log.toString(UTF_8).matches("\\d\\d:\\d\\d:\\d\\d INFO echo echo\\R"), log::toString);
  }

  @Test
  void refusesAPortThatIsTaken(@TempDir Path directory) throws Exception {
    FunctionsApp app = SampleApp.in(directory, SampleFunctions.class).load();
    assertThrows(BindException.class, () -> FunctionsHost.start(app, host.uri().getPort()));
  }

  private String raw(String... lines) throws IOException {
    return new RawHttp(host.uri()).exchange(String.join("\r\n", lines) + "\r\n\r\n");
  }

  private String posted(String header, String body) throws IOException {
    return raw(
        "POST /api/samples/echo HTTP/1.1",
        HOST,
        CLOSE,
        header,
        "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(path, "GET", BodyPublishers.noBody());
  }

  private HttpResponse<String> send(String path, String method, HttpRequest.BodyPublisher body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(host.uri() + path)).method(method, body).build();
    return client.send(request, BodyHandlers.ofString(UTF_8));
  }

  private static String contentType(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("none");
  }
}
