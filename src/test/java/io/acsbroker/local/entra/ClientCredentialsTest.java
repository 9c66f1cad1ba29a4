package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.local.net.LoopbackCertificate;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientCredentialsTest {
  private static final TokenOrder ADELE = TokenOrder.forCaller(SampleDirectory.ADELE);
  private static final String CONTOSO = SampleDirectory.CONTOSO.tenantId();
  private static final Duration HOUR = Duration.ofHours(1);

  @AutoClose private final DelegationFixture fixture = DelegationFixture.start();

  @ParameterizedTest
  @CsvSource({
    "iss, https://sts.windows.net/72aa62aa-dd7a-4ca7-8940-f9482b30e300/, 700211",
    "iss, https://login.microsoftonline.com/474b705f-2e49-4339-922d-6fed6b807490/v2.0, 700211",
    "sub, 72b68505-27f3-4d61-afbb-36bd84aa93d0, 700213",
    "sub, 8B8F3867-91FC-401D-8598-9A4B9E274BBC, 7002138",
    "aud, https://communication.azure.com/, 700212",
    "exp, 1767268800, 700024",
    "nbf, 1767268801, 700024"
  })
  void refusesFederatedAssertionThatDiffersInOneClaim(String claim, String value, int code)
      throws Exception {
    Map<String, Object> claims = federated();
    claims.put(claim, value.matches("\\d+") ? Long.valueOf(value) : value);
    delegateWith(fixture.entra().sign(claims)).assertRefused(401, "invalid_client", code);
  }

  @Test
  void acceptsTheNameOfTheAudienceInPlaceOfItsId() throws Exception {
    Map<String, Object> claims = federated();
    claims.put("aud", "api://AzureADTokenExchange");
    assertEquals(200, delegateWith(fixture.entra().sign(claims)).status());
  }

  @Test
  void refusesFederatedAssertionOfAnotherKey() throws Exception {
    SigningKey other = SigningKey.generate();
    delegateWith(other.sign(other.header(), federated()))
        .assertRefused(401, "invalid_client", 700027);
  }

  @Test
  void refusesTheSystemAssignedIdentity() throws Exception {
    delegateWith(fixture.assertion("")).assertRefused(401, "invalid_client", 700213);
  }

  @Test
  void refusesAssertionThatIsNone() throws Exception {
    delegateWith("garbage").assertRefused(401, "invalid_request", 50027);
    fixture
        .delegate(ADELE, Map.of("client_assertion_type", "other"))
        .assertRefused(401, "invalid_request", 50027);
  }

  @Test
  void acceptsItsSecretAndNoOther() throws Exception {
    Map<String, String> form = fixture.form(ADELE);
    form.remove("client_assertion");
    fixture.delegate(CONTOSO, form).assertRefused(401, "invalid_client", 7000218);

    form.put("client_secret", "wrong");
    fixture.delegate(CONTOSO, form).assertRefused(401, "invalid_client", 7000215);

    form.put("client_secret", fixture.entra().onBehalfOf().clientSecret());
    TokenAnswer answer = fixture.delegate(CONTOSO, form);
    assertEquals("1", answer.token().getStringClaim("appidacr"));
  }

  @Test
  void acceptsACertificateThatIsRegistered() throws Exception {
    LoopbackCertificate pair = LoopbackCertificate.create();
    String assertion = signed(pair, fixture.endpoint(CONTOSO));
    delegateWith(assertion).assertRefused(401, "invalid_client", 700027);

    fixture.entra().onBehalfOf().register(pair.certificate());
    assertEquals("2", delegateWith(assertion).token().getStringClaim("appidacr"));
    delegateWith(signed(pair, "https://elsewhere.example"))
        .assertRefused(401, "invalid_client", 700023);
  }

  @Test
  void acceptsAnAssertionForTheSameTenantByItsDomain() throws Exception {
    LoopbackCertificate pair = LoopbackCertificate.create();
    fixture.entra().onBehalfOf().register(pair.certificate());

    assertEquals(200, delegateWith(signed(pair, fixture.endpoint("contoso.example"))).status());
    delegateWith(signed(pair, fixture.endpoint("fabrikam.example")))
        .assertRefused(401, "invalid_client", 700023);
  }

  private Map<String, Object> federated() throws Exception {
    String assertion = fixture.assertion("&client_id=" + SampleDirectory.IDENTITY_CLIENT_ID);
    Map<String, Object> claims =
        new HashMap<>(SignedJWT.parse(assertion).getPayload().toJSONObject());
    assertEquals("fb60f99c-7a34-4190-8149-302f77469936", claims.get("aud"));
    return claims;
  }

  private TokenAnswer delegateWith(String clientAssertion) throws Exception {
    return fixture.delegate(ADELE, Map.of("client_assertion", clientAssertion));
  }

  private static String signed(LoopbackCertificate pair, String audience) throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.PS256),
            new JWTClaimsSet.Builder()
                .issuer(SampleDirectory.BROKER_API_CLIENT_ID)
                .subject(SampleDirectory.BROKER_API_CLIENT_ID)
                .audience(audience)
                .expirationTime(Date.from(DelegationFixture.NOW.plus(HOUR)))
                .build());
    jwt.sign(new RSASSASigner(pair.privateKey()));
    return jwt.serialize();
  }
}
