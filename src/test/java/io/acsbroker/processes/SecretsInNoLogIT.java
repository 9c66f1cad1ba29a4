package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acsbroker.fixture.PlatformTokenText;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.overhttp.CallerFixture;
import io.acsbroker.overhttp.RunningBroker;
import io.acsbroker.token.ExchangeRoute;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * With every logger at its finest and the SDK told to log bodies, whatever becomes of a request.
 */
class SecretsInNoLogIT extends LoggedSecrets {
  private void runThroughEveryKindOfOutcome(BrokerProcess broker) {
    TokenOrder adele = TokenOrder.forUser(SampleDirectory.ADELE);
    HttpResponse<String> granted = RunningBroker.send(broker.request(token(adele)));
    assertEquals(200, granted.statusCode(), granted.body());
    secret(RunningBroker.json(granted).string("token").orElseThrow());
    RunningBroker.send(broker.request(secret(token(adele) + "x")));
    exchange(broker, "token_invalid", secret(PlatformTokenText.sample()));
    RunningBroker.send(broker.request(token(adele.withAudience("api://mine"))));
    RunningBroker.send(broker.request(token(adele.withScopes("Teams.ManageCalls"))));
    RunningBroker.send(broker.request(token(adele.withUser(SampleDirectory.MEGAN))));
    String body = "{\"accessToken\":\"" + token(adele) + "\"}";
    RunningBroker.send(
        broker
            .request(token(adele))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
    String remembered = token(adele);
    exchange(broker, "granted", remembered);
    exchange(broker, "granted", remembered);
    CannedAnswer echo = new CannedAnswer(0, Map.of(), secret(ECHOED), Duration.ZERO);
    acsAnswers(200, "acs_answer_not_understood", echo, broker);
    acsAnswers(400, "acs_answer_not_understood", echo, broker);
    acsAnswers(401, "acs_denied", echo, broker);
    acsAnswers(500, "acs_unavailable", echo, broker);
    acsAnswers(500, "deadline_passed", echo.after(Duration.ofSeconds(4)), broker);
    // The last one: ACS is left alone after it
    acsAnswers(429, "acs_throttled", echo, broker);
    runThroughTheOtherRoutes(broker, echo);
    cloud.acs().answerExchanges(null);
    exchange(broker, "acs_throttled", token(adele));
  }

  private void runThroughTheOtherRoutes(BrokerProcess broker, CannedAnswer echo) {
    for (ExchangeRoute route : List.of(ExchangeRoute.ENTRA, ExchangeRoute.TEAMS_PHONE)) {
      for (CannedAnswer answer :
          Arrays.asList(
              null,
              new CannedAnswer(200, Map.of(), echo.body(), Duration.ZERO),
              new CannedAnswer(401, Map.of(), echo.body(), Duration.ZERO),
              new CannedAnswer(403, Map.of(), echo.body(), Duration.ZERO))) {
        cloud.acs().answerExchanges(answer);
        TokenOrder order = TokenOrder.forUser(SampleDirectory.ADELE, RunningBroker.resource(route));
        HttpResponse<String> response =
            RunningBroker.send(
                broker
                    .request(token(order))
                    .uri(broker.uri().resolve(route.address().replace("POST ", ""))));
        if (answer == null) {
          assertEquals(200, response.statusCode(), response.body());
          secret(RunningBroker.json(response).string("token").orElseThrow());
        }
      }
    }
  }

  private void acsAnswers(int status, String code, CannedAnswer echo, BrokerProcess broker) {
    cloud.acs().answerExchanges(new CannedAnswer(status, Map.of(), echo.body(), echo.delay()));
    exchange(broker, code, token(TokenOrder.forUser(SampleDirectory.ADELE)));
  }

  @Test
  void keepsTokensAndUsersOutOfEveryLogWithAManagedIdentity() {
    assertLogsNoSecret(Map.of(), this::runThroughEveryKindOfOutcome);
  }

  @Tag("slow")
  @Test
  void keepsTokensOfCallersAndOnBehalfOfThemOutOfEveryLog() {
    Map<String, String> settings = new HashMap<>(cloud.settingsOnBehalfOf());
    settings.put("BROKER_USER_EXCHANGE_LIMIT", "3");
    assertLogsNoSecret(settings, this::runThroughTheWaysOfCallers);
  }

  private void runThroughTheWaysOfCallers(BrokerProcess broker) {
    TokenOrder adele = TokenOrder.forCaller(SampleDirectory.ADELE);
    exchange(broker, "granted", token(adele));
    exchange(broker, "consent_required", token(TokenOrder.forCaller(SampleDirectory.HENRIETTA)));
    exchange(broker, "token_audience_wrong", token(TokenOrder.forUser(SampleDirectory.ADELE)));
    String claims = "{\"access_token\":{\"acrs\":{\"value\":\"c1\"}}}";
    cloud.entra().onBehalfOf().challenge(SampleDirectory.ALEX, claims);
    exchange(broker, "interaction_required", token(TokenOrder.forCaller(SampleDirectory.ALEX)));
    String echo = secret(ECHOED);
    cloud.entra().onBehalfOf().answerRequests(CannedAnswer.text(200, echo));
    exchange(broker, "entra_answer_not_understood", token(adele));
    cloud
        .entra()
        .onBehalfOf()
        .answerRequests(CannedAnswer.json(400, Map.of("error", echo, "error_description", echo)));
    exchange(broker, "entra_answer_not_understood", token(adele));
    cloud.entra().onBehalfOf().answerRequests(null);
    sendSubjectToken(broker, token(TokenOrder.forUser(SampleDirectory.ADELE)));
    sendSubjectToken(broker, secret(token(TokenOrder.forUser(SampleDirectory.ADELE)) + "x"));
    sendSubjectToken(broker, token(TokenOrder.forUser(SampleDirectory.MEGAN)));
    for (int i = 0; i < 2; i++) {
      RunningBroker.send(broker.request(token(adele)));
    }
    exchange(broker, "too_many_exchanges", token(adele));
  }

  @Tag("slow")
  @Test
  void keepsTheSecretOfTheBrokersApiOutOfEveryLog() {
    Map<String, String> settings = new HashMap<>(cloud.settingsOnBehalfOf());
    settings.put("BROKER_API_CLIENT_SECRET", secret(cloud.entra().onBehalfOf().clientSecret()));
    assertLogsNoSecret(
        settings,
        broker -> {
          exchange(broker, "granted", token(TokenOrder.forCaller(SampleDirectory.ADELE)));
          cloud.entra().onBehalfOf().refuse(EntraRefusal.USER_DISABLED);
          RunningBroker.send(broker.request(token(TokenOrder.forCaller(SampleDirectory.ALEX))));
        });
  }

  @Tag("slow")
  @Test
  void keepsSubjectTokensThatItDoesNotReadOutOfEveryLog() {
    Map<String, String> settings = new HashMap<>(cloud.settingsForCallers());
    settings.putAll(CallerFixture.JUDGED_BY_ACS);
    assertLogsNoSecret(
        settings,
        broker -> {
          sendSubjectToken(broker, token(TokenOrder.forUser(SampleDirectory.ADELE)));
          sendSubjectToken(broker, secret(token(TokenOrder.forUser(SampleDirectory.ADELE)) + "x"));
          sendSubjectToken(broker, secret("no.token.atAllButASecretOne"));
        });
  }

  @Tag("slow")
  @Test
  void keepsTheAccessKeyOutOfEveryLogToo() {
    assertLogsNoSecret(
        Map.of(
            "COMMUNICATION_SERVICES_ENDPOINT",
            "",
            "COMMUNICATION_SERVICES_CONNECTION_STRING",
            cloud.acs().connectionString()),
        this::runThroughEveryKindOfOutcome);
  }
}
