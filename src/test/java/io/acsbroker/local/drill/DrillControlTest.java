package io.acsbroker.local.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.host.RawHttp;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A drill over HTTP. */
class DrillControlTest {
  private static final String JSON = "Content-Type: application/json";

  private final SimulatedOutage outage = new SimulatedOutage();
  private final Drill drill =
      new Drill(
          new DrawnCauses(Optional.of(Cause.TABLE_GONE), new Random(17)),
          outage,
          new ManualClock());
  private LoopbackServer server;

  @BeforeEach
  void begin() throws Exception {
    drill.begin();
    DrillControl control = new DrillControl(drill);
    server =
        LoopbackServer.http(
            0, request -> control.answer(request).orElse(CannedAnswer.text(200, "others")));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String send(String method, String path, String header, String body) throws IOException {
    return new RawHttp(URI.create("http://localhost:" + server.port()))
        .exchange(
            "%s %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n\r\n%s"
                .formatted(method, path, server.port(), body.length(), header, body));
  }

  private String answer(String word) throws IOException {
    return send("POST", "/local/drill", JSON, "{\"answer\":\"" + word + "\"}");
  }

  private static void assertStatus(int status, String response) {
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
  }

  @Test
  void isFoundByWhatIsSent() throws Exception {
    String wrong = answer("acs-slow");
    assertStatus(200, wrong);
    assertTrue(wrong.endsWith("{\"on\":true,\"says\":\"It is not acs-slow.\"}"), wrong);
    String found = answer("table-gone");
    assertStatus(200, found);
    assertTrue(found.contains("{\"on\":false,\"says\":\"Found in 0 min 0 s"), found);
    assertEquals(Optional.empty(), outage.now());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/local/faults", "/local/reset"})
  void concealsFaultsAndLetsNobodyEndThem(String path) throws Exception {
    for (String method : new String[] {"GET", "POST"}) {
      String response = send(method, path, JSON, "{\"fault\":\"none\"}");
      assertStatus(409, response);
      assertTrue(response.endsWith("There is a drill: faults are its own until it is ended.\n"));
    }
    assertTrue(drill.isOn());
  }

  @Test
  void leavesOtherPathsToOthers() throws Exception {
    assertTrue(send("GET", "/local/users", "Accept: */*", "").endsWith("others"));
  }

  @Test
  void tellsWithoutBeingAnsweredThatItIsOnAndNothingElse() throws Exception {
    String response = send("GET", "/local/drill", "Accept: */*", "");
    assertStatus(200, response);
    assertTrue(response.contains("{\"on\":true,"), response);
    assertFalse(response.contains("table"), response);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|The body is",
        "[]|The body is",
        "{}|The body is",
        "{\"answer\":7}|The body is",
        "{\"answer\":\"7\",\"more\":true}|The body is",
        "{\"answer\":\"\"}|Type the name of the cause",
        "{\"answer\":\"no-such-cause\"}|That names no cause."
      })
  void saysWhatIsWrongWithAnAnswer(String body, String sentence) throws Exception {
    String response = send("POST", "/local/drill", JSON, body);
    assertStatus(400, response);
    assertTrue(response.contains(sentence), response);
    assertTrue(drill.isOn());
  }

  @Test
  void listensToNoPageAndToNoForm() throws Exception {
    String body = "{\"answer\":\"give-up\"}";
    String page = JSON + "\r\nOrigin: https://evil.example";
    assertStatus(403, send("POST", "/local/drill", page, body));
    assertStatus(415, send("POST", "/local/drill", "Content-Type: text/plain", body));
    assertStatus(405, send("PUT", "/local/drill", JSON, body));
    assertTrue(drill.isOn());
  }
}
