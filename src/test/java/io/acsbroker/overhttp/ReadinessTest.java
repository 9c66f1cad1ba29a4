package io.acsbroker.overhttp;

import static io.acsbroker.local.entra.SampleDirectory.ADELE;
import static io.acsbroker.overhttp.CallerFixture.callerToken;
import static io.acsbroker.overhttp.LocalRequest.fault;
import static io.acsbroker.overhttp.LocalRequest.noFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a broker that is not ready says is missing, to whoever asks and to its log. */
class ReadinessTest extends ReadinessFixture {
  @Test
  void saysNothingOfWhatIsMissingWhereNothingIs() {
    try (RunningBroker broker = direct()) {
      HttpResponse<String> response = ready(broker);
      assertEquals(200, response.statusCode());
      assertFalse(RunningBroker.json(response).has("missing"));
    }
  }

  @Test
  void tellsThatSettingsAreWrongAndTheirNamesTheLogAlone() {
    try (RunningBroker broker = direct(Map.of("ENTRA_TENANT_IDS", "mine"))) {
      assertMissing(broker, "settings");
      assertFalse(ready(broker).body().contains("ENTRA"));
    }
    assertTrue(log.text().contains("\"reason\":\"settings: ENTRA_TENANT_IDS\""), log.text());
  }

  @Test
  void tellsThatKeysCannotBeHadAndOfWhomTheLogAlone() {
    fault("{\"fault\":\"keys-down\"}");
    try (RunningBroker broker = direct()) {
      assertMissing(broker, "signing keys");
      assertFalse(ready(broker).body().contains(ADELE.organisation().tenantId()));
    }
    assertTrue(log.text().contains("\"reason\":\"signing keys: "), log.text());
    assertTrue(log.text().contains(ADELE.organisation().tenantId()), log.text());
  }

  @Test
  void staysReadyWhateverAUserIsRefusedFor() {
    fault("{\"fault\":\"teams-refuses\",\"user\":\"adele@contoso.example\"}");
    try (RunningBroker broker = direct()) {
      refusedForAMinute("teams_disabled_for_tenant", broker::request);
      assertMissing(broker);
    }
  }

  @Test
  void staysReadyWhereAcsRefusesATokenThatAUserSends() {
    try (RunningBroker broker = CallerFixture.start(CallerFixture.JUDGED_BY_ACS, log, clock)) {
      refusedForAMinute(
          "subject_token_invalid",
          () -> CallerFixture.inBody(broker, callerToken(ADELE), "no.token.atall"));
      assertMissing(broker);
    }
  }

  /** What something before ACS says of one user's strange request. */
  @Test
  void staysReadyWhereOneUsersRequestsAreForbiddenWithoutACode() {
    RunningBroker.CLOUD.acs().answerExchanges(CannedAnswer.text(403, "<html>blocked</html>"));
    try (RunningBroker broker = direct()) {
      refusedForAMinute("acs_denied", broker::request);
      assertMissing(broker);
    } finally {
      RunningBroker.CLOUD.acs().answerExchanges(null);
    }
  }

  @Test
  void asksTheTableForNothing() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"table-gone\"}");
      assertMissing(broker);
      clock.pass(Duration.ofMinutes(2));
      assertMissing(broker);
    }
  }

  @Test
  void tellsAllThatIsMissingInOneOrder() {
    try (RunningBroker broker = withIdentities()) {
      fault("{\"fault\":\"table-down\"}");
      refusedForAMinute("identity_table_unavailable", () -> identity(broker, ADELE));
      fault("{\"fault\":\"acs-denied\"}");
      refusedForAMinute(
          "acs_denied",
          () ->
              CallerFixture.inBody(broker, callerToken(ADELE), CallerFixture.subjectToken(ADELE)));
      assertMissing(broker, "acs", "table");
    }
    assertTrue(log.text().contains("; table: "), log.text());
  }

  /** Anybody can invent a key: what a load balancer heeds is not for strangers to say. */
  @Test
  void staysReadyUnderAFloodOfUnknownKeys() {
    try (RunningBroker broker = direct()) {
      for (int i = 0; i < 5; i++) {
        clock.pass(Duration.ofSeconds(30));
        for (int j = 0; j < 10; j++) {
          refused("signing_key_unknown", bearing(broker, forged()));
        }
      }
      assertMissing(broker);
    }
  }

  private static String forged() {
    SigningKey key = SigningKey.generate();
    return key.sign(key.header(), RunningBroker.CLOUD.entra().claims(TokenOrder.forUser(ADELE)));
  }

  private static HttpRequest.Builder bearing(RunningBroker broker, String token) {
    return broker.anonymous().header("Authorization", "Bearer " + token);
  }

  @Test
  void keepsWhatItFoundForTenSeconds() {
    try (RunningBroker broker = direct()) {
      fault("{\"fault\":\"acs-denied\"}");
      refusedForAMinute("acs_denied", broker::request);
      assertMissing(broker, "acs");
      noFault();
      assertEquals(200, RunningBroker.send(broker.request()).statusCode());
      JsonObject kept = RunningBroker.json(ready(broker));
      assertEquals(List.of("acs"), kept.strings("missing"));
      assertEquals(Optional.of(10L), kept.integer("retryAfterSeconds"));
      assertMissing(broker);
    }
  }

  @Test
  void tellsNobodyMoreWhoAsksForTheHeadAlone() {
    try (RunningBroker broker = direct(Map.of("ENTRA_TENANT_IDS", "mine"))) {
      HttpResponse<String> response =
          RunningBroker.send(
              HttpRequest.newBuilder(broker.uri("/api/health/ready"))
                  .method("HEAD", BodyPublishers.noBody()));
      assertEquals(503, response.statusCode());
      assertEquals("", response.body());
    }
  }
}
