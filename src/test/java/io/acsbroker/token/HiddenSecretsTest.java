package io.acsbroker.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a log would show of what must stay secret, and of what is the operator's alone. */
class HiddenSecretsTest {
  @Test
  void showsNoToken() {
    assertEquals("ReceivedToken[redacted]", new ReceivedToken("secret").toString());
    assertEquals(
        "IssuedToken[redacted, expiresOn=1970-01-01T00:00:00Z]",
        new IssuedToken("secret", Instant.EPOCH, "8:orgid:x").toString());
  }

  @Test
  void showsNoCredential() {
    assertEquals("Certificate[redacted]", new ClientCredential.Certificate("secret").toString());
    assertEquals("Secret[redacted]", new ClientCredential.Secret("secret").toString());
    URI endpoint = URI.create("https://secret.example");
    assertEquals(
        "ConnectionString[redacted]",
        new ResourceCredential.ConnectionString(endpoint, "secret").toString());
    assertEquals(
        "ConnectionString[redacted]", new TableCredential.ConnectionString("secret").toString());
  }

  @Test
  void showsOfAnIssuerItsNameAlone() {
    ClaimPath sub = new ClaimPath("sub", List.of("sub"));
    CallerIssuer issuer =
        new CallerIssuer(
            "contoso",
            "https://secret.example",
            "secret",
            Set.of(SignatureAlgorithm.ES256),
            Set.of(CallerIssuer.TokenType.JWT),
            new CallerIssuer.Keys.Discovered(),
            Duration.ofHours(1),
            new CallerIssuer.Claims(
                sub,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Map.of(),
            Optional.empty(),
            new CallerIssuer.Binding.ToUser(sub, sub),
            Set.of(CallerRoute.EXCHANGE));
    assertEquals("CallerIssuer[contoso]", issuer.toString());
  }
}
