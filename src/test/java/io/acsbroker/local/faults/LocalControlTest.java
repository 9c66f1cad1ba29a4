package io.acsbroker.local.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.host.RawHttp;
import io.acsbroker.overhttp.RunningBroker;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may change the local cloud while it is up, and by which requests. */
class LocalControlTest {
  private static final LocalCloud CLOUD = RunningBroker.CLOUD;
  private static final URI ENTRA = CLOUD.entra().authority();
  private static final String HERE = "localhost:" + ENTRA.getPort();
  private static final String JSON = "Content-Type: application/json";
  private static final String FAULT = "{\"fault\":\"acs-denied\"}";
  private static final String PAGE = "http://localhost:7073";

  @AfterEach
  void end() throws Exception {
    CLOUD.control().reset();
  }

  private static String send(String method, String path, String host, String header, String body)
      throws Exception {
    return new RawHttp(ENTRA)
        .exchange(
            "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n\r\n%s"
                .formatted(method, path, host, body.length(), header, body));
  }

  private static String post(String body) throws Exception {
    return send("POST", "/local/faults", HERE, JSON, body);
  }

  private static List<String> on() throws Exception {
    String response = send("GET", "/local/faults", HERE, "Accept: */*", "");
    return state(response).objects("on").stream()
        .map(it -> it.string("fault").orElseThrow())
        .toList();
  }

  private static JsonObject state(String response) {
    return JsonObject.parse(response.substring(response.indexOf("\r\n\r\n") + 4)).orElseThrow();
  }

  private static void assertStatus(int status, String response) {
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
  }

  @Test
  void makesFaultsTogetherUntilAllAreEnded() throws Exception {
    assertStatus(200, post(FAULT));
    assertStatus(200, post("{\"fault\":\"acs-slow\",\"seconds\":3}"));
    assertEquals(List.of("acs-denied", "acs-slow"), on());
    JsonObject answer = state(post("{\"fault\":\"none\"}"));
    assertEquals(Optional.of(List.of()), answer.objectsInPlace("on"));
    assertEquals(List.of(), on());
  }

  @Test
  void makesOneOfThoseThatCannotBeAtTheSameTime() throws Exception {
    post("{\"fault\":\"keys-ahead\"}");
    post("{\"fault\":\"keys-replaced\"}");
    post("{\"fault\":\"acs-slow\",\"seconds\":3}");
    post("{\"fault\":\"acs-slow\",\"seconds\":1}");
    assertEquals(List.of("keys-replaced", "acs-slow"), on());
  }

  @Test
  void saysWhatCanBeAskedForInASentenceEach() throws Exception {
    String response = send("GET", "/local/faults", HERE, "Accept: */*", "");
    JsonObject faults = state(response).object("faults").orElseThrow();
    for (LocalFault fault : LocalFault.values()) {
      assertEquals(Optional.of(fault.sentence()), faults.string(fault.text()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/local/faults", "/local/reset", "/local/revoke"})
  void changesNothingForAPageOfAnotherOrigin(String path) throws Exception {
    post(FAULT);
    for (String origin : List.of("https://evil.example", "http://localhost:9999", "null")) {
      String refused = send("POST", path, HERE, JSON + "\r\nOrigin: " + origin, "{}");
      assertStatus(403, refused);
      assertFalse(refused.toLowerCase(Locale.ROOT).contains("access-control"), refused);
      String preflight =
          send(
              "OPTIONS",
              path,
              HERE,
              "Access-Control-Request-Headers: content-type\r\nOrigin: " + origin,
              "");
      assertStatus(403, preflight);
      assertFalse(preflight.toLowerCase(Locale.ROOT).contains("access-control"), preflight);
    }
    assertEquals(List.of("acs-denied"), on());
  }

  @Test
  void listensToItsOwnPagesAndThoseThatItWasToldOf() throws Exception {
    CLOUD.control().allow(URI.create(PAGE));
    for (String origin : List.of("http://" + HERE, PAGE)) {
      assertStatus(200, send("POST", "/local/faults", HERE, JSON + "\r\nOrigin: " + origin, FAULT));
      String preflight =
          send(
              "OPTIONS",
              "/local/faults",
              HERE,
              "Access-Control-Request-Headers: content-type\r\nOrigin: " + origin,
              "");
      assertStatus(204, preflight);
      assertTrue(preflight.contains("Access-Control-Allow-Headers: content-type"), preflight);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost", "localhost:1", "evil.example:%d", "[::1]:%d"})
  void knowsNoOtherNameOfItself(String host) throws Exception {
    String named = host.formatted(ENTRA.getPort());
    assertStatus(403, send("POST", "/local/faults", named, JSON, FAULT));
    assertStatus(403, send("GET", "/local/faults", named, JSON, ""));
    assertEquals(List.of(), on());
    assertStatus(200, send("POST", "/local/faults", "127.0.0.1:" + ENTRA.getPort(), JSON, FAULT));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /local/reset",
    "GET, /local/revoke?user=adele@contoso.example",
    "PUT, /local/faults",
    "DELETE, /local/faults",
    "OPTIONS, /local/faults"
  })
  void changesThingsByPostAlone(String method, String target) throws Exception {
    String response = send(method, target, HERE, JSON, "");
    assertStatus(405, response);
    assertTrue(response.contains("Allow: POST"), response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: */*",
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data; boundary=x",
        "Content-Type: application/jsonp"
      })
  void takesNoFormOfAPage(String type) throws Exception {
    assertStatus(415, send("POST", "/local/faults", HERE, type, FAULT));
    assertEquals(List.of(), on());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|one JSON object",
        "[]|one JSON object",
        "{\"fault\":\"acs-slow\",\"fault\":\"none\"}|one JSON object",
        "{}|fault is one of acs-slow, acs-throttled",
        "{\"fault\":\"acs-asleep\"}|fault is one of acs-slow, acs-throttled",
        "{\"fault\":7}|fault is one of",
        "{\"fault\":\"ACS_SLOW\"}|fault is one of",
        "{\"fault\":\"acs-denied\",\"secs\":1}|acs-denied has the members fault, forSeconds, and no",
        "{\"fault\":\"acs-denied\",\"user\":\"a\"}|acs-denied has the members fault, forSeconds, and",
        "{\"fault\":\"acs-slow\",\"user\":\"a\"}|has the members fault, forSeconds, seconds, and no",
        "{\"fault\":\"none\",\"forSeconds\":1}|none has the members fault, and no other",
        "{\"fault\":\"acs-slow\",\"seconds\":-1}|seconds is a whole number from 0 to 172800",
        "{\"fault\":\"acs-slow\",\"seconds\":\"3\"}|seconds is a whole number",
        "{\"fault\":\"acs-slow\",\"seconds\":1.5}|seconds is a whole number",
        "{\"fault\":\"clock-shifted\",\"seconds\":172801}|seconds is a whole number from -172800",
        "{\"fault\":\"acs-slow\",\"forSeconds\":0}|forSeconds is a whole number from 1",
        "{\"fault\":\"user-blocked\"}|user is one of those of /local/users",
        "{\"fault\":\"user-blocked\",\"user\":\"nobody\"}|user is one of those of /local/users",
        "{\"fault\":\"teams-refuses\",\"user\":\"alex@contoso.example\",\"code\":\"<b>\"}|letters"
      })
  void saysWhatIsWrongWithAnOrder(String body, String sentence) throws Exception {
    String response = post(body);
    assertStatus(400, response);
    assertTrue(response.contains(sentence), response);
    assertEquals(List.of(), on());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/local/reset|{\"table\":true}|A reset has no members",
        "/local/reset|[]|A reset has no members",
        "/local/revoke|''|The body is {\"user\"",
        "/local/revoke|{\"user\":\"alex@contoso.example\",\"now\":true}|The body is {\"user\"",
        "/local/revoke|{\"user\":\"nobody\"}|user is one of those of /local/users"
      })
  void takesNothingElseThanItKnows(String path, String body, String sentence) throws Exception {
    String response = send("POST", path, HERE, JSON, body);
    assertStatus(400, response);
    assertTrue(response.contains(sentence), response);
  }
}
