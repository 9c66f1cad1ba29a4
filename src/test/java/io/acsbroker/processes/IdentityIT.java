package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.Delivery;
import io.acsbroker.overhttp.RunningBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ACS identities with a managed identity, at ACS and at the table, and everything logged. */
class IdentityIT {
  @AutoClose private LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(0, InstantSource.system());
  }

  private HttpResponse<String> send(BrokerProcess broker, String method, String path) {
    String token = cloud.entra().token(TokenOrder.forCaller(SampleDirectory.ADELE));
    return RunningBroker.send(
        broker
            .request(token)
            .uri(broker.uri().resolve(path))
            .method(method, BodyPublishers.noBody()));
  }

  private void refused(String code, BrokerProcess broker) {
    JsonObject problem = RunningBroker.json(send(broker, "GET", "/api/token"));
    assertEquals(Optional.of(code), problem.string("code"));
  }

  @Test
  void signsInAtAcsAndAtTheTableAndLogsNobody() {
    BrokerProcess broker = BrokerProcess.start(cloud, cloud.settingsForCallers());
    String token;
    try (broker) {
      HttpResponse<String> granted = send(broker, "GET", "/api/token");
      assertEquals(201, granted.statusCode(), granted.body());
      token = RunningBroker.json(granted).string("token").orElseThrow();
      Optional<String> identity = RunningBroker.json(granted).string("userId");
      assertEquals(identity, cloud.acs().identities().holder(token));
      assertEquals(1, cloud.table().rows(LocalCloud.TABLE));
      assertEquals(204, send(broker, "POST", "/api/user/revoke").statusCode());
      cloud.acs().identities().forget(identity.orElseThrow());
      assertEquals(201, send(broker, "GET", "/api/token").statusCode());
      assertEquals(204, send(broker, "DELETE", "/api/user").statusCode());
      assertEquals(0, cloud.table().rows(LocalCloud.TABLE));
      cloud.table().answerRequests(CannedAnswer.text(500, token));
      refused("identity_table_unavailable", broker);
      cloud.table().answerRequests(null);
      cloud
          .table()
          .disturbRequests(handler -> request -> handler.answer(request).delivered(Delivery.HALF));
      refused("identity_table_unavailable", broker);
      cloud.table().answerRequests(null);
      cloud.acs().identityRequests().answerAll(CannedAnswer.text(418, token));
      refused("acs_answer_not_understood", broker);
      cloud.acs().identityRequests().answerAll(null);
      cloud.table().grantRole(false);
      refused("identity_table_denied", broker);
    }
    String log = broker.log();
    assertTrue(log.contains("HTTP 403 AuthorizationPermissionMismatch"), log);
    assertTrue(log.contains("\"acsIdentity\":\"made_anew\""), log);
    assertTrue(log.contains("com.azure"), "the SDK logged nothing");
    List<String> secrets = new ArrayList<>(LoggedSecrets.OF_TOKENS);
    secrets.addAll(
        List.of(
            "8:acs:",
            "8%3Aacs",
            "acs%3A",
            SampleDirectory.ADELE.objectId(),
            SampleDirectory.ADELE.userName(),
            token.substring(token.lastIndexOf('.') + 1),
            cloud.identity().secret()));
    for (String secret : secrets) {
      assertFalse(
          log.contains(secret),
          () -> log.lines().filter(line -> line.contains(secret)).findFirst().orElseThrow());
    }
  }

  /** The broker has a token for ACS then, and none yet for the table. */
  @Test
  void saysWhoRefusesAManagedIdentityThatIsGoneAndGoesOnOnceItIsBack() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(cloud, cloud.settingsForCallers())) {
      assertEquals(200, exchanged(broker).statusCode());
      fault("identity-gone");
      HttpResponse<String> denied = exchanged(broker);
      assertEquals(Optional.of("acs_denied"), RunningBroker.json(denied).string("code"));
      HttpResponse<String> unavailable = send(broker, "POST", "/api/user");
      assertEquals(
          Optional.of("managed_identity_unavailable"),
          RunningBroker.json(unavailable).string("code"));
      fault("none");
      assertEquals(200, exchanged(broker).statusCode());
    }
  }

  private void fault(String name) {
    HttpResponse<String> response =
        RunningBroker.send(
            HttpRequest.newBuilder(URI.create(cloud.entra().authority() + "/local/faults"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"fault\":\"" + name + "\"}")));
    assertEquals(200, response.statusCode(), response.body());
  }

  private HttpResponse<String> exchanged(BrokerProcess broker) {
    return RunningBroker.send(
        broker
            .request(cloud.entra().token(TokenOrder.forCaller(SampleDirectory.ADELE)))
            .header(
                "teams-user-aad-token",
                cloud.entra().token(TokenOrder.forUser(SampleDirectory.ADELE))));
  }

  @Test
  void loadsNothingOfItForATeamsUser() {
    BrokerProcess broker = BrokerProcess.start(cloud, cloud.settingsForCallers());
    try (broker) {
      HttpResponse<String> granted =
          RunningBroker.send(
              broker
                  .request(cloud.entra().token(TokenOrder.forCaller(SampleDirectory.ADELE)))
                  .header(
                      "teams-user-aad-token",
                      cloud.entra().token(TokenOrder.forUser(SampleDirectory.ADELE))));
      assertEquals(200, granted.statusCode(), granted.body());
    }
    assertEquals(1, cloud.identity().requests());
    assertEquals(0, cloud.table().requests());
    // A moment after the first answer it is loaded nonetheless
    String untilAnswered = broker.log().split("\"code\":\"granted\"", 2)[0];
    assertNotEquals(broker.log(), untilAnswered, "nothing was logged of the answer");
    assertFalse(untilAnswered.contains("com.azure.data"), untilAnswered);
  }
}
