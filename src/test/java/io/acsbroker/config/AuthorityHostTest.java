package io.acsbroker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acsbroker.config.ConfigReading.Configured;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where keys may be fetched; what is refused stands in {@link BrokerConfigTest}. */
class AuthorityHostTest {
  @ParameterizedTest
  @CsvSource({
    "http://localhost:7072, http://localhost:7072",
    "http://127.0.0.1:7072/, http://127.0.0.1:7072",
    "http://[::1]:7072, http://[::1]:7072",
    "https://proxy.example.com/, https://proxy.example.com"
  })
  void takesAnAuthorityHostOverHttpsOrOnThisMachine(String value, String host) {
    Map<String, String> environment =
        Map.of(
            "ENTRA_TENANT_IDS", "11111111-1111-4111-8111-111111111111",
            "ENTRA_CLIENT_IDS", "33333333-3333-4333-8333-333333333333",
            "COMMUNICATION_SERVICES_ENDPOINT", "https://contoso.communication.azure.com",
            "ENTRA_AUTHORITY_HOST", value);
    BrokerConfig config =
        assertInstanceOf(Configured.class, BrokerConfig.read(environment)).config();
    assertEquals(URI.create(host), config.authorityHost());
  }
}
