package io.acsbroker.overhttp;

import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scopes that tokens of ACS identities are asked for with, and those that they then have. */
class IdentityScopesTest {
  private static final LogLines LOG = new LogLines();
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(Map.of("BROKER_IDENTITY_SCOPES", "voip, chat.join"), LOG);
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  private static HttpRequest.Builder token(RunningBroker at, String body) {
    return CallerFixture.withBody(
        HttpRequest.newBuilder(at.uri("/api/token"))
            .header("Authorization", "Bearer " + callerToken(SampleDirectory.ADELE)),
        body);
  }

  private static HttpRequest.Builder token(String scopes) {
    return token(broker, "{\"scopes\":" + scopes + "}");
  }

  /** What ACS was asked for, as its emulator remembers it of the token. */
  private static String granted(HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    assertEquals(201, response.statusCode(), response.body());
    String token = RunningBroker.json(response).string("token").orElseThrow();
    List<String> scopes = RunningBroker.CLOUD.acs().identities().scopes(token);
    return String.join(" ", scopes.stream().sorted().toList());
  }

  private static String array(List<String> scopes) {
    return "[\"" + String.join("\",\"", scopes) + "\"]";
  }

  /** Of a scope that stands beside what is less ACS makes a token with both (recorded). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "voip",
        "voip.join",
        "voip voip.join",
        "chat.join",
        "chat.join.limited",
        "chat.join chat.join.limited",
        "chat.join.limited voip.join",
        "chat.join chat.join.limited voip voip.join"
      })
  void areThoseThatAreAskedForWhereTheyOrMoreAreAllowed(String scopes) {
    assertEquals(scopes, granted(token(array(List.of(scopes.split(" ", -1))))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"expiresInMinutes\":60}"})
  void areThoseOfTheSettingsAndNoMoreWhereNoneIsAskedFor(String body) {
    assertEquals("chat.join voip", granted(token(broker, body)));
  }

  /** Such a token comes from ACS in one answer with the identity. */
  @Test
  void areThoseThatAreAskedForWhereTheTokenMakesTheIdentity() {
    RunningBroker.send(
        HttpRequest.newBuilder(broker.uri("/api/user"))
            .header("Authorization", "Bearer " + callerToken(SampleDirectory.ADELE))
            .DELETE());
    assertEquals("voip.join", granted(token("[\"voip.join\"]")));
    assertEquals("chat.join voip", granted(token(broker, "{}")));
  }

  /** No request has the token of another one, however close they come. */
  @Test
  void areNotThoseOfAnotherRequestAtTheSameTime() {
    List<String> wishes = List.of("voip", "voip.join", "chat.join", "chat.join.limited");
    List<CompletableFuture<String>> answers =
        wishes.stream()
            .map(wish -> CompletableFuture.supplyAsync(() -> granted(token(array(List.of(wish))))))
            .toList();
    assertEquals(wishes, answers.stream().map(CompletableFuture::join).toList());
  }

  @Test
  void areAskedForOnceHoweverOftenTheyAreNamed() {
    assertEquals("voip.join", granted(token("[\"voip.join\",\"voip.join\"]")));
    assertEquals("voip.join", granted(token(array(Collections.nCopies(1000, "voip.join")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"chat\"]",
        "[\"voip\",\"chat\"]",
        "[\"chat\",\"chat.join.limited\"]",
        "[\"chat\",\"chat.join\",\"chat.join.limited\",\"voip\",\"voip.join\"]"
      })
  void areRefusedWhereOneIsMoreThanIsAllowed(String scopes) {
    JsonObject problem = refused(403, "scopes_not_allowed", token(scopes));
    assertEquals(
        Optional.of(
            "This broker issues no tokens with all of these scopes. Ask for none but those that its"
                + " operator allows: chat.join, chat.join.limited, voip, voip.join."),
        problem.string("detail"));
  }

  @Test
  void areLoggedWhereTheyAreNotAllowedAndTheOthersAreNot() {
    refused(403, "scopes_not_allowed", token("[\"voip\",\"chat.join.limited\",\"chat\"]"));
    assertEquals(Optional.of("not allowed chat"), LOG.lastEvent().string("details"));
    assertEquals(Optional.empty(), LOG.lastEvent().string("reason"));
  }

  @ParameterizedTest
  @CsvSource({
    "voip.join, voip, voip.join",
    "chat.join.limited, chat.join, chat.join.limited",
    "'voip, voip.join', chat.join.limited, 'voip, voip.join'"
  })
  void areNotAllowedByWhatIsLess(String allowed, String asked, String named) {
    try (RunningBroker narrow = CallerFixture.start(Map.of("BROKER_IDENTITY_SCOPES", allowed))) {
      String body = "{\"scopes\":[\"" + asked + "\"]}";
      JsonObject problem = refused(403, "scopes_not_allowed", token(narrow, body));
      String detail = problem.string("detail").orElseThrow();
      assertEquals(named + ".", detail.substring(detail.indexOf(": ") + 2));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "\"voip\"",
        "[\"Voip\"]",
        "[\"video\"]",
        "[\"voip\",\"video\"]",
        "[\"chat\",\"video\"]",
        "[\"voip.join.limited\"]",
        "[\"voip.\"]",
        "[\"\"]",
        "[\" voip\"]",
        "[\"voip voip.join\"]",
        "[\"voip,voip.join\"]",
        "[\"voip\\u0000\"]",
        "[\"vo\\u0456p\"]",
        "[1]",
        "[[\"voip\"]]",
        "[{\"voip\":true}]",
        "[\"voip\",null]",
        "{}",
        "true"
      })
  void areRefusedWhereTheyAreNone(String scopes) {
    JsonObject problem = refused(400, "scopes_invalid", token(scopes));
    assertEquals(
        Optional.of(
            "scopes must be an array with one or more of chat, chat.join, chat.join.limited, voip"
                + " and voip.join, or be left out."),
        problem.string("detail"));
  }

  @Test
  void areRefusedWhereOneOfAThousandIsNone() {
    refused(400, "scopes_invalid", token("[" + "\"voip\",".repeat(1000) + "\"video\"]"));
  }

  @Test
  void areRefusedWhereTheyAreMoreThanABodyHolds() {
    refused(413, "body_too_large", token(array(Collections.nCopies(5000, "voip"))));
  }

  @Test
  void areRefusedWhereTheyStandTwice() {
    refused(400, "body_not_json", token(broker, "{\"scopes\":[\"voip\"],\"scopes\":[\"chat\"]}"));
  }
}
