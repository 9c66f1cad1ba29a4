package io.acsbroker.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.aad.msal4j.IHttpClient;
import io.acsbroker.token.ClientCredential.Secret;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a client of msal4j asks. */
class SingleUseClientsTest {
  private final List<String> asked = new ArrayList<>();
  private final IHttpClient entra =
      request -> {
        asked.add(request.httpMethod() + " " + request.url());
        return new RehearsedAnswer().send(request);
      };

  /** On its own it would ask Microsoft first which other names the host has. */
  @ParameterizedTest
  @ValueSource(strings = {"https://login.microsoftonline.com", "https://entra.example"})
  void asksTheTokenEndpointOfTheTenantAndNobodyElse(String host) {
    OnBehalfOfFlow flow =
        new OnBehalfOfFlow(
            EntraFixture.API, EntraCloud.PUBLIC, URI.create(host), new Secret("secret"));
    EntraTokenEndpoint endpoint =
        new EntraTokenEndpoint(
            new SingleUseClients(flow, () -> ""),
            entra,
            Set.of(EntraFixture.SCOPE),
            Duration.ZERO,
            InstantSource.system());
    EntraAnswer unused = endpoint.ask(new ReceivedToken("caller"), EntraFixture.TENANT);
    assertEquals(
        List.of("POST " + host + "/" + EntraFixture.TENANT.value() + "/oauth2/v2.0/token"), asked);
  }
}
