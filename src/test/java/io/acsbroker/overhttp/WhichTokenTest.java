package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.local.entra.SampleDirectory.ALEX;
import static io.acsbroker.local.entra.SampleDirectory.ISAIAH;
import static io.acsbroker.overhttp.CallerFixture.bodyless;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.CallerFixture.inBody;
import static io.acsbroker.overhttp.CallerFixture.subjectToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where a request has two tokens, the sentence begins with the one that it is about. */
class WhichTokenTest {
  @SuppressWarnings("NullAway.Init")
  private static RunningBroker broker;

  @BeforeAll
  static void start() {
    broker = CallerFixture.start(Map.of());
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @AfterEach
  void endFault() {
    RunningBroker.CLOUD.acs().answerExchanges(null);
  }

  private static void assertOf(String token, String code, HttpRequest.Builder request) {
    HttpResponse<String> response = RunningBroker.send(request);
    JsonObject problem = RunningBroker.json(response);
    assertEquals(Optional.of(code), problem.string("code"), response.body());
    String detail = problem.string("detail").orElseThrow();
    assertTrue(detail.startsWith("The " + token + " "), detail);
  }

  @Test
  void saysWhichOfTheTwoTokensItRefuses() {
    String caller = callerToken(ADELE);
    String subject = subjectToken(ADELE);
    UnaryOperator<TokenOrder> stale = order -> order.withLifetime(Duration.ofSeconds(-90));
    UnaryOperator<TokenOrder> elsewhere =
        order -> order.withClientId(SampleDirectory.BROKER_API_CLIENT_ID);
    assertOf(
        "subject token",
        "subject_token_invalid",
        inBody(broker, caller, subjectToken(ADELE, stale)));
    assertOf("subject token", "subject_token_invalid", inBody(broker, caller, subject + "x"));
    assertOf("subject token", "subject_token_invalid", inBody(broker, caller, caller));
    assertOf(
        "subject token",
        "client_not_allowed",
        inBody(broker, caller, subjectToken(ADELE, elsewhere)));
    assertOf(
        "subject token",
        "subject_scope_missing",
        inBody(
            broker, caller, subjectToken(ADELE, order -> order.withScopes("Teams.ManageCalls"))));
    assertOf("caller token", "token_expired", inBody(broker, callerToken(ADELE, stale), subject));
    assertOf("caller token", "token_invalid", inBody(broker, caller + "x", subject));
    assertOf("caller token", "token_audience_wrong", inBody(broker, subject, subject));
    assertOf(
        "caller token",
        "caller_client_not_allowed",
        inBody(broker, callerToken(ADELE, elsewhere), subject));
    assertOf("caller token", "tenant_not_allowed", inBody(broker, callerToken(ISAIAH), subject));
    assertOf("subject token", "tenant_not_allowed", inBody(broker, caller, subjectToken(ISAIAH)));
  }

  @Test
  void saysThatItIsTheSubjectTokenWhichAcsDoesNotTake() {
    String rejected = "{\"error\":{\"code\":\"InvalidAccessToken\",\"message\":\"m\"}}";
    RunningBroker.CLOUD
        .acs()
        .answerExchanges(new CannedAnswer(401, Map.of(), rejected, Duration.ZERO));
    assertOf(
        "subject token",
        "subject_token_invalid",
        inBody(broker, callerToken(ADELE), subjectToken(ADELE)));
  }

  @Test
  void namesTheTokenThatIsNotOfTheAssertedUserOrClient() {
    assertOf("caller token", "user_mismatch", asserting("userObjectId", ALEX.objectId()));
    assertOf("subject token", "client_mismatch", asserting("clientId", ALEX.objectId()));
  }

  private static HttpRequest.Builder asserting(String member, String value) {
    return CallerFixture.withBody(
        bodyless(broker, callerToken(ADELE)),
        "{\"accessToken\":\"%s\",\"%s\":\"%s\"}".formatted(subjectToken(ADELE), member, value));
  }

  @Test
  void speaksOfTheTokenAloneWhereThereIsOneAlone() {
    try (RunningBroker direct = RunningBroker.start()) {
      String stale = subjectToken(ADELE, order -> order.withLifetime(Duration.ofSeconds(-90)));
      assertOf("token", "token_expired", bodyless(direct, stale));
      String elsewhere =
          subjectToken(ADELE, order -> order.withClientId(SampleDirectory.BROKER_API_CLIENT_ID));
      assertOf("token", "client_not_allowed", bodyless(direct, elsewhere));
    }
  }
}
