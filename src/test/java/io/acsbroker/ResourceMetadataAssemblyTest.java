package io.acsbroker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.config.BrokerConfig;
import io.acsbroker.config.ConfigReading.Configured;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where users sign in, as clients are told. */
class ResourceMetadataAssemblyTest {
  private static final String TENANT = "11111111-1111-4111-8111-111111111111";
  private static final URI BROKER = URI.create("https://broker.example");

  private static String authorizationServer(String name, String value) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ENTRA_TENANT_IDS", TENANT);
    environment.put("ENTRA_CLIENT_IDS", "33333333-3333-4333-8333-333333333333");
    environment.put("COMMUNICATION_SERVICES_ENDPOINT", "https://contoso.communication.azure.com");
    environment.put(name, value);
    BrokerConfig config =
        assertInstanceOf(Configured.class, BrokerConfig.read(environment)).config();
    return ResourceMetadataAssembly.of(config, BROKER).authorizationServer();
  }

  @ParameterizedTest
  @CsvSource({
    "public, https://login.microsoftonline.com",
    "usgov, https://login.microsoftonline.us",
    "china, https://login.partner.microsoftonline.cn"
  })
  void isTheTenantsIssuerInTheCloud(String cloud, String host) {
    assertEquals(host + "/" + TENANT + "/v2.0", authorizationServer("ENTRA_CLOUD", cloud));
  }

  /** People do not sign in at a proxy for keys, but at the local cloud. */
  @ParameterizedTest
  @CsvSource({
    "https://proxy.example, https://login.microsoftonline.com",
    "http://localhost:7072, http://localhost:7072",
    "https://127.0.0.1:7072, https://127.0.0.1:7072"
  })
  void isElsewhereOnThisMachineAlone(String authorityHost, String host) {
    assertEquals(
        host + "/" + TENANT + "/v2.0", authorizationServer("ENTRA_AUTHORITY_HOST", authorityHost));
  }
}
