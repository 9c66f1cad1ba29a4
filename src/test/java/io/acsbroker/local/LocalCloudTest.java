package io.acsbroker.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalCloudTest {
  private static LocalCloud cloud;

  @BeforeAll
  static void start() throws Exception {
    cloud = LocalCloud.start(0, InstantSource.system());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void hasSettingsForADirectBroker() {
    assertFalse(cloud.settings().keySet().stream().anyMatch(name -> name.startsWith("BROKER_")));
    assertFalse(cloud.settings().containsKey("AZURE_CLIENT_ID"));
  }

  @Test
  void hasSettingsForABrokerWithCallers() {
    Map<String, String> expected = new HashMap<>(cloud.settings());
    expected.put("BROKER_API_CLIENT_ID", SampleDirectory.BROKER_API_CLIENT_ID);
    expected.put(
        "BROKER_CALLER_CLIENT_IDS",
        SampleDirectory.CALLER_CLIENT_ID
            + ","
            + SampleDirectory.CLIENT_ID
            + ","
            + SampleDirectory.NATIVE_CLIENT_ID
            + ","
            + SampleDirectory.ONE_REGISTRATION_CLIENT_ID);
    expected.put("BROKER_IDENTITY_TABLE_ENDPOINT", cloud.table().endpoint().toString());

    assertEquals(expected, cloud.settingsForCallers());
  }

  @Test
  void hasSettingsForABrokerWithCallersWhoSignInElsewhere() {
    Map<String, String> expected = new HashMap<>(cloud.settings());
    expected.put("BROKER_CALLER_ISSUERS", cloud.elsewhere().callerIssuers());
    expected.put("BROKER_IDENTITY_TABLE_ENDPOINT", cloud.table().endpoint().toString());

    assertEquals(expected, cloud.settingsForCallersElsewhere());
  }

  @Test
  void hasSettingsForABrokerThatActsOnBehalfOfItsCallers() {
    Map<String, String> expected = new HashMap<>(cloud.settingsForCallers());
    expected.put("BROKER_ON_BEHALF_OF", "true");
    expected.put("AZURE_CLIENT_ID", SampleDirectory.IDENTITY_CLIENT_ID);
    expected.put("ENTRA_AUTHORITY_HOST", cloud.entra().secureAuthority().toString());

    assertEquals(expected, cloud.settingsOnBehalfOf());
  }

  @Test
  void namesTheAuthorityThroughWhichItWasAsked() throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(cloud.certificate().clientContext()).build()) {
      for (URI authority : new URI[] {cloud.entra().authority(), cloud.entra().secureAuthority()}) {
        String base = authority + "/" + SampleDirectory.CONTOSO.tenantId();
        URI uri = URI.create(base + "/v2.0/.well-known/openid-configuration");
        String body =
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        Map<String, Object> configuration = JSONObjectUtils.parse(body);

        assertEquals(base + "/oauth2/v2.0/token", configuration.get("token_endpoint"));
        assertEquals(base + "/discovery/v2.0/keys", configuration.get("jwks_uri"));
        assertTrue(String.valueOf(configuration.get("issuer")).startsWith("https://login."));
      }
    }
  }
}
