package io.acsbroker.local.entra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tokens of an application for itself.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">The
 *     client credentials flow</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-error-codes">Error
 *     codes</a>
 */
class ApplicationGrantTest {
  private static final String CONTOSO = SampleDirectory.CONTOSO.tenantId();
  private static final String ACS = "https://auth.msft.communication.azure.com";

  @AutoClose private final DelegationFixture fixture = DelegationFixture.start();

  @ParameterizedTest
  @ValueSource(strings = {"72aa62aa-dd7a-4ca7-8940-f9482b30e300", "contoso.example"})
  void issuesATokenWithNobodyBehindItForASecret(String tenant) throws Exception {
    TokenAnswer answer = fixture.delegate(tenant, form());
    JWTClaimsSet token = answer.token();

    assertEquals(200, answer.status());
    assertEquals("Bearer", answer.text("token_type"));
    assertEquals(
        List.of("access_token", "expires_in", "ext_expires_in", "token_type"),
        answer.body().keySet().stream().sorted().toList());
    assertEquals(List.of(ACS), token.getAudience());
    assertEquals(SampleDirectory.BROKER_API_CLIENT_ID, token.getStringClaim("appid"));
    assertEquals("1", token.getStringClaim("appidacr"));
    assertEquals(CONTOSO, token.getStringClaim("tid"));
    assertEquals(token.getSubject(), token.getStringClaim("oid"));
    for (String ofAUser : List.of("scp", "upn", "unique_name", "name")) {
      assertFalse(token.getClaims().containsKey(ofAUser), ofAUser);
    }
  }

  @Test
  void issuesOneForTheManagedIdentityInPlaceOfASecret() throws Exception {
    Map<String, String> form = form();
    form.remove("client_secret");
    form.put("client_assertion_type", DelegationRequest.JWT_ASSERTION);
    form.put(
        "client_assertion", fixture.assertion("&client_id=" + SampleDirectory.IDENTITY_CLIENT_ID));

    assertEquals("2", fixture.delegate(CONTOSO, form).token().getStringClaim("appidacr"));
  }

  /**
   * AADSTS1002012 for a scope that is not the resource's {@code /.default}.
   *
   * @see <a
   *     href="https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts1002012-scope-value-not-valid">AADSTS1002012</a>
   */
  @ParameterizedTest
  @CsvSource({
    "client_id, '', 400, invalid_request, 900144",
    "scope, '', 400, invalid_request, 900144",
    "client_id, c0ffee00-0000-4000-8000-000000000000, 400, unauthorized_client, 700016",
    "client_secret, '', 401, invalid_client, 7000216",
    "client_secret, wrong, 401, invalid_client, 7000215",
    "scope, https://auth.msft.communication.azure.com/Teams.ManageCalls, 400, invalid_scope, 1002012",
    "scope, https://auth.msft.communication.azure.com/.default openid, 400, invalid_scope, 1002012",
    "scope, .default, 400, invalid_scope, 1002012",
    "scope, api://nobody/.default, 400, invalid_resource, 500011",
  })
  void refusesWhatIsNotInOrder(String name, String value, int status, String error, int code)
      throws Exception {
    Map<String, String> form = form();
    form.put(name, value);

    fixture.delegate(CONTOSO, form).assertRefused(status, error, code);
  }

  /**
   * A tenant has to be told, since nobody signs in.
   *
   * @see <a href=
   *     "https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#get-a-token">The
   *     parameter tenant is one directory's</a>
   */
  @ParameterizedTest
  @ValueSource(strings = {"common", "organizations"})
  void wantsOneTenant(String tenant) throws Exception {
    fixture.delegate(tenant, form()).assertRefused(400, "invalid_request", 50059);
  }

  @ParameterizedTest
  @CsvSource({
    "urn:ietf:params:oauth:grant-type:token-exchange, unsupported_grant_type, 70003",
    "implicit, unsupported_grant_type, 70003",
    "'', invalid_request, 900144",
  })
  void saysThatAGrantIsNoneBeforeItLooksForItsParameters(String grant, String error, int code)
      throws Exception {
    Map<String, String> nothingElse = new HashMap<>(Map.of("grant_type", grant));

    fixture.delegate(CONTOSO, nothingElse).assertRefused(400, error, code);
  }

  private Map<String, String> form() {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", SampleDirectory.BROKER_API_CLIENT_ID);
    form.put("client_secret", fixture.entra().onBehalfOf().clientSecret());
    form.put("scope", ACS + "/.default");
    return form;
  }
}
