package io.acsbroker.overhttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 400, 404, 405, 413, 415, 431: requests that are not as this route takes them. */
class MalformedRequestTest extends ErrorTable {
  @Test
  void refusesTwoAuthorizationHeaders() {
    refused(400, "authorization_duplicated", broker.request().header("Authorization", "Bearer x"));
    refused(
        400, "authorization_duplicated", broker.request().header("Authorization", "Basic eDp5"));
    refused(400, "authorization_duplicated", authorization("Basic eDp5,Bearer x"));
    refused(400, "authorization_duplicated", authorization("Basic eDp5, Basic eDp5"));
    refused(400, "authorization_duplicated", authorization("Basic eDp5,Negotiate"));
    refused(
        400,
        "authorization_duplicated",
        authorization("Basic eDp5").header("Authorization", "Digest username=\"x\", realm=\"y\""));
    refused(400, "authorization_duplicated", authorization("Bearer x,"));
  }

  @Test
  void takesTheParametersOfOneSchemeForWhatTheyAre() {
    for (String one :
        List.of("Digest username=\"x, bearer y\"", "Digest username=\"x\", realm=\"y z\"")) {
      refused(401, "bearer_token_missing", authorization(one));
    }
  }

  @Test
  void refusesAContentTypeWithoutAnyLengthAsABodyThatDidNotArrive() throws IOException {
    String head =
        "POST /api/token/teams HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Authorization: Bearer "
            + RunningBroker.token()
            + "\r\n";
    assertTrue(raw(head + "Content-Type: application/json\r\n\r\n").contains("body_missing"));
    assertTrue(raw(head + "\r\n").contains("\"token\":"));
  }

  private static String raw(String request) throws IOException {
    URI uri = broker.uri("/");
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void refusesABodyThatIsAnnouncedAndDoesNotArrive() {
    refused(
        400,
        "body_missing",
        broker
            .request()
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream("{}".getBytes(UTF_8)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "[]", "null", "{", "{\"clientId\":1,\"clientId\":1}", "{}{}", " "})
  void refusesABodyThatIsNotOneJsonObject(String body) {
    refused(400, "body_not_json", json(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"userobjectid", "userObjectID", "user", "ClientId"})
  void refusesMembersThatNobodyWouldCheck(String member) {
    refused(400, "body_member_unknown", json("{\"" + member + "\":\"x\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"adele\"", "1", "[]"})
  void refusesIdsThatAreNoGuids(String value) {
    refused(400, "body_member_invalid", json("{\"userObjectId\":" + value + "}"));
    refused(400, "body_member_invalid", json("{\"clientId\":" + value + "}"));
  }

  @Test
  void saysThatCallerTokensAreNotEnabled() {
    refused(
        400,
        "caller_tokens_not_enabled",
        broker.request().header("teams-user-aad-token", RunningBroker.token()));
    refused(400, "caller_tokens_not_enabled", json("{\"accessToken\":\"x\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/", "/api/tokens", "/api/token/teams/x", "/api/unheard"})
  void answersWithAProblemWhereThereIsNothing(String path) {
    refused(404, "not_found", broker.request().uri(broker.uri(path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void namesTheMethodsThatItTakes(String method) {
    HttpResponse<String> response =
        refused(
            405, "method_not_allowed", broker.request().method(method, BodyPublishers.noBody()));
    assertEquals(Optional.of("POST"), response.headers().firstValue("Allow"));
  }

  /**
   * What comes of a POST to an address that begins with http.
   *
   * @see <a href="https://github.com/Azure/azure-functions-host/issues/10053">the 301 of App
   *     Service, and what .NET makes of it</a>
   */
  @Test
  void saysThatAPostCanHaveBecomeAGet() {
    String takes = "This route takes POST. Send the request so.";
    assertEquals(
        takes + " If you did, the address began with http: the redirect to https made a GET of it.",
        detailOf(broker.anonymous().GET()));
    assertEquals(takes, detailOf(broker.anonymous().DELETE()));
    assertEquals(takes, detailOf(broker.anonymous().PUT(BodyPublishers.noBody())));
  }

  private String detailOf(HttpRequest.Builder request) {
    return RunningBroker.json(refused(405, "method_not_allowed", request))
        .string("detail")
        .orElseThrow();
  }

  @Test
  void answersHeadWithoutABody() {
    HttpResponse<String> response =
        RunningBroker.send(broker.request().method("HEAD", BodyPublishers.noBody()));
    assertEquals(405, response.statusCode());
    assertEquals("", response.body());
  }

  @ParameterizedTest
  @ValueSource(ints = {32 * 1024 + 1, 64 * 1024})
  void refusesBodiesOver32KiB(int size) {
    refused(413, "body_too_large", json("{}" + " ".repeat(size - 2)));
    refused(413, "body_too_large", json("é".repeat((size + 1) / 2)));
  }

  @Test
  void leavesBodiesOver64KiBToTheHost() {
    HttpResponse<String> response = RunningBroker.send(json("{}" + " ".repeat(64 * 1024 - 1)));
    assertEquals(500, response.statusCode());
    assertEquals("", response.body());
  }

  /** No byte of these bodies is ever sent: who is answered was not waited for. */
  @Test
  void holdsNoHugeBodyOfSomebodyWithoutAnAccountAndServesOthersMeanwhile() throws IOException {
    URI uri = broker.uri("/");
    String head =
        "POST /api/token/teams HTTP/1.1\r\nHost: localhost\r\nContent-Length: 95000000\r\n\r\n";
    List<Socket> flood = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        flood.add(socket);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(head.getBytes(UTF_8));
      }
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      for (Socket socket : flood) {
        byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 500 ".length());
        assertEquals("HTTP/1.1 500 ", new String(answer, UTF_8));
      }
    } finally {
      for (Socket socket : flood) {
        socket.close();
      }
    }
  }

  @Test
  void takesBodiesOf32KiB() {
    HttpResponse<String> response = RunningBroker.send(json("{}" + " ".repeat(32 * 1024 - 2)));
    assertEquals(200, response.statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
  void takesNoBodyOfAnotherType(String type) {
    refused(
        415,
        "content_type_not_supported",
        broker.request().header("Content-Type", type).POST(BodyPublishers.ofString("{}")));
  }

  @Test
  void takesNoBodyWithoutAType() {
    refused(
        415, "content_type_not_supported", broker.request().POST(BodyPublishers.ofString("{}")));
  }

  @Test
  void leavesHeadersOver32KbToTheHost() {
    HttpResponse<String> response =
        RunningBroker.send(authorization("Bearer " + "x".repeat(100_000)));
    assertEquals(431, response.statusCode());
  }
}
