package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.overhttp.RunningBroker;
import io.acsbroker.token.Deadline;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the broker signs in at ACS with the identity that the platform gives it. */
class ManagedIdentityIT {

  @AutoClose private LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(0, InstantSource.system());
  }

  private HttpResponse<String> exchange(BrokerProcess broker) {
    String token = cloud.entra().token(TokenOrder.forUser(SampleDirectory.ADELE));
    return RunningBroker.send(broker.request(token));
  }

  private void assertGranted(BrokerProcess broker) {
    HttpResponse<String> response = exchange(broker);
    assertEquals(200, response.statusCode(), response.body());
    assertEquals(
        Optional.of("8:orgid:" + SampleDirectory.ADELE.objectId()),
        RunningBroker.json(response).string("userId"));
  }

  /** After the endpoint's own time-out, and the time for which its failure is repeated. */
  private void awaitGranted(BrokerProcess broker) throws InterruptedException {
    Deadline patience = Deadline.in(Duration.ofSeconds(30));
    while (!patience.hasPassed() && exchange(broker).statusCode() != 200) {
      Thread.sleep(250);
    }
    assertGranted(broker);
  }

  private void assertRefused(int status, String code, BrokerProcess broker) {
    HttpResponse<String> response = exchange(broker);
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(Optional.of(code), RunningBroker.json(response).string("code"));
  }

  @Test
  void exchangesWithTheSystemAssignedIdentityAndAsksForItsTokenOnce() {
    try (BrokerProcess broker = BrokerProcess.start(cloud, Map.of())) {
      assertGranted(broker);
      assertGranted(broker);
      assertEquals(1, cloud.identity().requests());
    }
  }

  @Test
  void exchangesWithAUserAssignedIdentity() {
    Map<String, String> identity =
        Map.of("AZURE_CLIENT_ID", cloud.identity().userAssignedClientId());
    try (BrokerProcess broker = BrokerProcess.start(cloud, identity)) {
      assertGranted(broker);
    }
  }

  /** The SDK would take it for one of its own identity, and ask again. */
  @Tag("slow")
  @Test
  void passesAClaimsChallengeOnAfterAskingOnce() {
    cloud.acs().challenge(SampleDirectory.ADELE, "{\"access_token\":{\"nbf\":{}}}");
    try (BrokerProcess broker = BrokerProcess.start(cloud, Map.of())) {
      assertRefused(401, "claims_challenge", broker);
      assertEquals(1, cloud.acs().exchanges());
    }
  }

  /** Each by the platform itself: what it does not give, does not know, or does not serve. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AZURE_CLIENT_ID|"
            + SampleDirectory.CLIENT_ID
            + "|HTTP 400: the app does not have the identity: assign the one that AZURE_CLIENT_ID"
            + " names, or mend AZURE_CLIENT_ID; without it, turn on the system-assigned one",
        "IDENTITY_ENDPOINT|``|no IDENTITY_ENDPOINT in the environment, so the app has no managed"
            + " identity: assign one to it",
        "IDENTITY_ENDPOINT|http://localhost:1/msi/token|connection refused by localhost:1, which"
            + " IDENTITY_ENDPOINT names",
        "IDENTITY_ENDPOINT|http://identity.invalid/msi/token|no such host: identity.invalid, which"
            + " IDENTITY_ENDPOINT names",
        "IDENTITY_HEADER|another|HTTP 401: IDENTITY_ENDPOINT does not take IDENTITY_HEADER"
      })
  void saysWhichOfManyThingsItIsThatThereIsNoToken(String name, String value, String why) {
    BrokerProcess broker = BrokerProcess.start(cloud, Map.of(name, value));
    try (broker) {
      assertRefused(503, "managed_identity_unavailable", broker);
      assertEquals(503, broker.awaitReadiness());
    }
    String log = broker.log();
    String reason = "\"reason\":\"managed identity: " + why + "\"";
    assertTrue(log.contains("\"code\":\"managed_identity_unavailable\"," + reason), log);
    assertTrue(log.contains("\"code\":\"not_ready\"," + reason), log);
    assertTrue(log.contains("WARNING: Not ready at the start: managed identity: " + why), log);
  }

  /** As App Service has written it; the SDK reads seconds and ISO 8601. */
  @Test
  void saysThatTheAnswerOfTheIdentityEndpointCannotBeRead() {
    DateTimeFormatter date =
        DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a XXX", Locale.US).withZone(ZoneOffset.UTC);
    cloud.identity().writeExpiry(date::format);
    BrokerProcess broker = BrokerProcess.start(cloud, Map.of());
    try (broker) {
      assertRefused(503, "managed_identity_unavailable", broker);
    }
    String log = broker.log();
    assertTrue(
        log.contains("managed identity: an answer that cannot be read, expires_on say\""), log);
  }

  @Test
  @Tag("slow")
  void repeatsAFailureForSomeSecondsAndRecoversThen() throws InterruptedException {
    // It is asked as soon as the broker starts
    cloud.identity().answerRequests(new CannedAnswer(500, Map.of(), "no", Duration.ZERO));
    try (BrokerProcess broker = BrokerProcess.start(cloud, Map.of())) {
      assertRefused(503, "managed_identity_unavailable", broker);
      int asked = cloud.identity().requests();
      assertRefused(503, "managed_identity_unavailable", broker);
      assertEquals(asked, cloud.identity().requests(), "asked again at once");
      cloud.identity().answerRequests(null);
      awaitGranted(broker);
    }
  }

  @Test
  @Tag("slow")
  void givesUpAtTheDeadlineWhereTheIdentityEndpointHangsAndRecovers() throws InterruptedException {
    cloud.identity().answerRequests(CannedAnswer.text(500, "late").after(Duration.ofSeconds(30)));
    Map<String, String> hurried = Map.of("BROKER_DEADLINE_SECONDS", "2");
    BrokerProcess broker = BrokerProcess.start(cloud, hurried);
    try (broker) {
      assertRefused(504, "deadline_passed", broker);
      cloud.identity().answerRequests(null);
      awaitGranted(broker);
    }
    assertTrue(broker.log().contains("\"code\":\"deadline_passed\""));
    assertTrue(broker.log().contains("\"stage\":\"managed_identity\""));
  }

  @Test
  void namesTheRoleInTheLogWhereTheIdentityHasNone() {
    cloud.acs().grantRole(false);
    BrokerProcess broker = BrokerProcess.start(cloud, Map.of());
    try (broker) {
      assertRefused(502, "acs_denied", broker);
      cloud.acs().grantRole(true);
      assertGranted(broker);
    }
    assertTrue(broker.log().contains("Communication and Email Service Owner"));
  }
}
