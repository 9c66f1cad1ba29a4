package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.LocalCloud;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.overhttp.RunningBroker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On behalf of users without any secret: by a federated credential of the managed identity. */
class OnBehalfOfIT {
  @AutoClose private LocalCloud cloud;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(0, InstantSource.system());
  }

  private JsonObject answer(int status, BrokerProcess broker, SampleUser user) {
    String token = cloud.entra().token(TokenOrder.forCaller(user));
    HttpResponse<String> response = RunningBroker.send(broker.request(token));
    assertEquals(status, response.statusCode(), response.body());
    return RunningBroker.json(response);
  }

  private BrokerProcess broker() {
    return BrokerProcess.start(cloud, cloud.settingsOnBehalfOf());
  }

  @Test
  void getsTokensForUsersOfSeveralTenantsWithOneAssertion() {
    try (BrokerProcess broker = broker()) {
      for (SampleUser user : new SampleUser[] {SampleDirectory.ADELE, SampleDirectory.LIDIA}) {
        assertEquals(
            Optional.of("8:orgid:" + user.objectId()), answer(200, broker, user).string("userId"));
      }
      // One token for ACS, one to show to Entra
      assertEquals(2, cloud.identity().requests());
    }
  }

  @Test
  @Tag("slow")
  void saysAtTheStartAlreadyThatThereIsNoSuchIdentity() {
    Map<String, String> settings = new HashMap<>(cloud.settingsOnBehalfOf());
    settings.put("AZURE_CLIENT_ID", SampleDirectory.CLIENT_ID);
    BrokerProcess broker = BrokerProcess.start(cloud, settings);
    try (broker) {
      assertEquals(503, broker.awaitReadiness());
      assertEquals(List.of("managed identity"), broker.missing());
      assertEquals(
          Optional.of("managed_identity_unavailable"),
          answer(503, broker, SampleDirectory.ADELE).string("code"));
    }
    assertTrue(broker.log().contains("Not ready at the start: managed identity"), broker.log());
  }

  @Test
  @Tag("slow")
  void tellsTheOperatorWhichCredentialEntraMisses() {
    cloud
        .entra()
        .onBehalfOf()
        .refuse(
            new EntraRefusal(
                401,
                "invalid_client",
                700213,
                "No matching federated identity record found for presented assertion subject.",
                "",
                ""));
    BrokerProcess broker = broker();
    try (broker) {
      assertEquals(
          Optional.of("entra_denied"), answer(502, broker, SampleDirectory.ADELE).string("code"));
    }
    assertTrue(broker.log().contains("needs a federated credential"), broker.log());
  }
}
