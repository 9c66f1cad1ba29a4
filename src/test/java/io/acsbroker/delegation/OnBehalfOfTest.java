package io.acsbroker.delegation;

import static io.acsbroker.delegation.EntraFixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.delegation.Delegation.Delegated;
import io.acsbroker.delegation.Delegation.RefusalReason;
import io.acsbroker.delegation.Delegation.Refused;
import io.acsbroker.token.ClientCredential.Certificate;
import io.acsbroker.token.ClientCredential.FederatedIdentity;
import io.acsbroker.token.ClientCredential.Secret;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnBehalfOfTest {
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final EntraFixture fixture;

  OnBehalfOfTest() throws Exception {
    fixture = new EntraFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void asksAsTheFlowWantsItWithTheAssertionOfTheManagedIdentityAndNoSecret() {
    assertEquals("subject 1 for caller", token(EntraFixture.ask(fixture.source(), "caller")));

    Map<String, String> form = fixture.onlyForm();
    assertEquals("urn:ietf:params:oauth:grant-type:jwt-bearer", form.get("grant_type"));
    assertEquals("on_behalf_of", form.get("requested_token_use"));
    assertEquals("caller", form.get("assertion"));
    assertEquals(EntraFixture.API.value(), form.get("client_id"));
    assertEquals(JWT_BEARER, form.get("client_assertion_type"));
    assertEquals("assertion 1", form.get("client_assertion"));
    assertEquals(
        Set.of("openid", "profile", "offline_access", EntraFixture.SCOPE),
        Set.copyOf(Arrays.asList(form.getOrDefault("scope", "").split(" "))));
    assertFalse(form.containsKey("client_secret"));
    assertFalse(form.containsKey("claims"));
  }

  @Test
  void asksTheTenantOfTheTokenAndNobodyElse() {
    SubjectTokenSource source = fixture.source();
    TenantId other = new TenantId("22222222-2222-4222-8222-222222222222");
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    assertInstanceOf(Delegated.class, EntraFixture.ask(source, "a", EntraFixture.USER, deadline));
    assertInstanceOf(
        Delegated.class,
        EntraFixture.ask(source, "b", new Subject(other, EntraFixture.USER.user()), deadline));

    assertEquals(2, fixture.entra.requests());
    assertEquals(
        "/" + EntraFixture.TENANT.value() + "/oauth2/v2.0/token", fixture.requests.get(0).path());
    assertEquals("/" + other.value() + "/oauth2/v2.0/token", fixture.requests.get(1).path());
  }

  @Test
  void fetchesTheAssertionOfTheManagedIdentityOnceForAll() {
    SubjectTokenSource source = fixture.source();
    EntraFixture.ask(source, "a");
    EntraFixture.ask(source, "b");

    assertEquals(2, fixture.entra.requests());
    assertEquals(1, fixture.assertions.get());
  }

  @Test
  void signsInWithSecret() {
    EntraFixture.ask(fixture.source(new Secret("s3cret")), "caller");

    assertEquals("s3cret", fixture.onlyForm().get("client_secret"));
    assertFalse(fixture.onlyForm().containsKey("client_assertion"));
    assertEquals(0, fixture.assertions.get());
  }

  @Test
  void signsInWithCertificateForTheTenantOfTheToken() throws Exception {
    ClientKey key = ClientKey.create();
    EntraFixture.ask(fixture.source(new Certificate(key.base64Pkcs12())), "caller");

    Map<String, String> form = fixture.onlyForm();
    assertEquals(JWT_BEARER, form.get("client_assertion_type"));
    Map<String, Object> claims = key.verified(form.getOrDefault("client_assertion", ""));
    assertEquals(
        fixture.host() + "/" + EntraFixture.TENANT.value() + "/oauth2/v2.0/token",
        claims.get("aud"));
    assertEquals(EntraFixture.API.value(), claims.get("iss"));
    assertEquals(EntraFixture.API.value(), claims.get("sub"));
    assertFalse(form.containsKey("client_secret"));
  }

  @Test
  void refusesCertificateThatIsNone() {
    Refused refused =
        assertInstanceOf(
            Refused.class, EntraFixture.ask(fixture.source(new Certificate("c2VjcmV0")), "caller"));

    assertEquals(RefusalReason.BROKER_DENIED, refused.reason());
    assertEquals(
        "client credential: nobody can sign with BROKER_API_CLIENT_CERTIFICATE or"
            + " BROKER_API_CLIENT_SECRET",
        refused.diagnosis());
    assertEquals(0, fixture.entra.requests());
  }

  @Test
  void showsNoSecret() {
    assertEquals("Secret[redacted]", new Secret("s3cret").toString());
    assertEquals("Certificate[redacted]", new Certificate("s3cret").toString());
    assertFalse(fixture.settings(new Secret("s3cret")).toString().contains("s3cret"));
  }

  @Test
  void knowsWhatTheManagedIdentityIsAskedForInEachCloud() {
    assertEquals("api://AzureADTokenExchange", EntraCloud.PUBLIC.tokenExchangeAudience());
    assertEquals(
        "api://AzureADTokenExchangeUSGov", EntraCloud.US_GOVERNMENT.tokenExchangeAudience());
    assertEquals("api://AzureADTokenExchangeChina", EntraCloud.CHINA.tokenExchangeAudience());
  }

  @Test
  void insistsOnScopeAndOnHttps() {
    Secret secret = new Secret("s3cret");
    URI plain = URI.create("http://localhost:1");
    assertThrows(IllegalArgumentException.class, () -> fixture.sources().of(Set.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OnBehalfOfFlow(EntraFixture.API, EntraCloud.PUBLIC, plain, secret));
  }

  @Test
  void rehearsesWithoutAskingAnybody() {
    fixture.settings(new FederatedIdentity(EntraFixture.IDENTITY)).rehearse();

    assertEquals(0, fixture.entra.requests());
    assertEquals(0, fixture.assertions.get());
  }

  @Test
  void rehearsesAnAnswerThatIsUnderstood() {
    OnBehalfOfFlow settings = fixture.settings(new Secret("rehearsal"));
    EntraTokenEndpoint endpoint =
        new EntraTokenEndpoint(
            new SingleUseClients(settings, () -> ""),
            new RehearsedAnswer(),
            Set.of(EntraFixture.SCOPE),
            fixture.kept,
            fixture.clock());

    EntraAnswer acquired = endpoint.ask(new ReceivedToken("caller"), EntraFixture.TENANT);
    assertEquals("rehearsal", token(acquired.delegation()));
  }

  @Test
  void saysOfItsRequestWhatItsBodyIs() {
    EntraFixture.ask(fixture.source(), "caller");
    String type = fixture.requests.getFirst().header("Content-Type").orElse("");
    assertTrue(type.startsWith("application/x-www-form-urlencoded"), type);
  }
}
