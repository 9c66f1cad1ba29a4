package io.acsbroker.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPolicyTest {
  private static final String LISTED = "http://localhost:5173";
  private static final CorsPolicy POLICY =
      new CorsPolicy(List.of("https://app.contoso.example", LISTED), false);
  private static final String PREFLIGHT = "Access-Control-Request-Method: POST";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private FunctionsApp app;

  @BeforeEach
  void load(@TempDir Path directory) throws IOException {
    app = SampleApp.in(directory, SampleFunctions.class, OpenFunction.class).load();
  }

  @Test
  void answersPreflightOfAListedOriginInPlaceOfTheFunction() throws Exception {
    String answer =
        send(
            POLICY,
            "OPTIONS /api/samples/echo",
            LISTED,
            PREFLIGHT,
            "Access-Control-Request-Headers: authorization,content-type");

    assertTrue(answer.startsWith("HTTP/1.1 204"), answer);
    assertEquals(
        List.of(
            "access-control-allow-headers: authorization,content-type",
            "access-control-allow-methods: POST",
            "access-control-allow-origin: " + LISTED),
        corsHeaders(answer));
    assertTrue(answer.contains("Vary: Origin"), answer);
    assertEquals("", log.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5174",
        "https://localhost:5173",
        "http://localhost:5173.example",
        "HTTP://LOCALHOST:5173",
        "null"
      })
  void answersPreflightOfAnotherOriginWithNothingForIt(String origin) throws Exception {
    String answer = send(POLICY, "OPTIONS /api/samples/echo", origin, PREFLIGHT);

    assertTrue(answer.startsWith("HTTP/1.1 204"), answer);
    assertEquals(List.of(), corsHeaders(answer));
    assertEquals("", log.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000",
        "http://localhost:5173",
        "http://localhost",
        "http://127.0.0.1:8080",
      })
  void letsEveryPageOfThisMachineInWhereItIsToldAndNamesThatOneAlone(String origin)
      throws Exception {
    String preflight =
        send(CorsPolicy.THIS_MACHINE, "OPTIONS /api/samples/echo", origin, PREFLIGHT);
    assertTrue(preflight.startsWith("HTTP/1.1 204"), preflight);
    assertEquals(
        List.of("access-control-allow-methods: POST", "access-control-allow-origin: " + origin),
        corsHeaders(preflight));
    String answer = send(CorsPolicy.THIS_MACHINE, "GET /api/samples/echo", origin);
    assertEquals(List.of("access-control-allow-origin: " + origin), corsHeaders(answer));
    assertTrue(answer.contains("Vary: Origin"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost.evil.example",
        "http://localhost:3000.evil.example",
        "http://localhost:3000@evil.example",
        "http://evil.example/localhost:3000",
        "http://notlocalhost:3000",
        "http://127.0.0.1.evil.example:3000",
        "http://127x0x0x1:3000",
        "http://127.0.0.2:3000",
        "http://localhost:",
        "http://localhost:3000/",
        "https://localhost:3000",
        "null"
      })
  void letsNoPageInThatOnlyLooksAsIfItWereOfThisMachine(String origin) throws Exception {
    for (String request : List.of("OPTIONS /api/samples/echo", "GET /api/samples/echo")) {
      String answer = send(CorsPolicy.THIS_MACHINE, request, origin, PREFLIGHT);
      assertEquals(List.of(), corsHeaders(answer), request);
    }
  }

  @Test
  void letsNoPageOfThisMachineInThatIsNotListedOtherwise() throws Exception {
    assertEquals(
        List.of(), corsHeaders(send(POLICY, "GET /api/samples/echo", "http://localhost:3000")));
  }

  @Test
  void letsAListedOriginReadAnyAnswer() throws Exception {
    for (String path : List.of("/api/samples/echo", "/api/unknown", "/api/throwing")) {
      String answer = send(POLICY, "GET " + path, LISTED);
      assertEquals(List.of("access-control-allow-origin: " + LISTED), corsHeaders(answer), path);
      assertTrue(answer.contains("Vary: Origin"), answer);
    }
  }

  @Test
  void variesByOriginOnlyWhereThereAreTwo() throws Exception {
    for (String request : List.of("GET /api/samples/echo", "OPTIONS /api/samples/echo")) {
      String answer = send(CorsPolicy.of(LISTED), request, LISTED, PREFLIGHT);
      assertTrue(answer.contains("llow-origin: " + LISTED), answer);
      assertFalse(answer.contains("Vary"), answer);
    }
  }

  @Test
  void servesAnotherOriginAndLetsItReadNothing() throws Exception {
    String answer = send(POLICY, "GET /api/samples/echo", "https://evil.example");

    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    assertEquals(List.of(), corsHeaders(answer));
  }

  @Test
  void dropsWhatAFunctionSaysItselfAndKeepsWhatItExposes() throws Exception {
    String answer = send(POLICY, "GET /api/open", LISTED);
    assertEquals(
        List.of(
            "access-control-allow-origin: " + LISTED, "access-control-expose-headers: X-Sample"),
        corsHeaders(answer));
    assertEquals(
        List.of("access-control-expose-headers: X-Sample"),
        corsHeaders(send(POLICY, "GET /api/open", "https://evil.example")));
  }

  @Test
  void allowsCookiesOnlyWhereItIsTold() throws Exception {
    CorsPolicy withCookies = new CorsPolicy(List.of(LISTED), true);

    assertTrue(
        corsHeaders(send(withCookies, "GET /api/samples/echo", LISTED))
            .contains("access-control-allow-credentials: true"));
  }

  @Test
  void leavesOptionsToTheFunctionThatIsNoPreflight() throws Exception {
    assertTrue(send(POLICY, "OPTIONS /api/samples/echo", LISTED).startsWith("HTTP/1.1 200"));
  }

  @Test
  void leavesEverythingToTheFunctionsWithoutOrigins() throws Exception {
    String preflight = send(CorsPolicy.NONE, "OPTIONS /api/samples/echo", LISTED, PREFLIGHT);
    assertTrue(preflight.startsWith("HTTP/1.1 200"), preflight);
    assertTrue(
        corsHeaders(send(CorsPolicy.NONE, "GET /api/open", LISTED))
            .contains("access-control-allow-origin: *"));
  }

  private String send(CorsPolicy cors, String request, String origin, String... headers)
      throws IOException {
    String all =
        String.join(
            "\r\n",
            request + " HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "Origin: " + origin,
            String.join("\r\n", headers));
    OneLineLog lines = new OneLineLog(new PrintStream(log, true, UTF_8));
    try (FunctionsHost host = FunctionsHost.start(app, 0, lines, cors)) {
      return new RawHttp(host.uri()).exchange(all.strip() + "\r\n\r\n");
    }
  }

  private static List<String> corsHeaders(String answer) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control-"))
        .map(
            line ->
                line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                    + line.substring(line.indexOf(':')))
        .sorted()
        .toList();
  }
}
