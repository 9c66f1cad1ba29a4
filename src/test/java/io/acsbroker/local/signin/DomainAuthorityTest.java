package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.request;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An authority by the domain of a tenant is that tenant's, at every endpoint; what Entra publishes
 * there names the id.
 *
 * @see <a href=
 *     "https://learn.microsoft.com/entra/identity-platform/v2-protocols#endpoints">Microsoft: the
 *     tenant is an id or a domain name</a>
 * @see <a
 *     href="https://login.microsoftonline.com/microsoft.com/v2.0/.well-known/openid-configuration">Microsoft's
 *     own, by its domain</a>
 */
class DomainAuthorityTest {
  private static final String ADELE = "adele@contoso.example";
  private static final String ID = SampleDirectory.CONTOSO.tenantId();
  private static final String DOMAIN = "contoso.example";

  @AutoClose private final SignInFixture fixture = new SignInFixture(new ManualClock());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/openid-configuration",
        "/v2.0/.well-known/openid-configuration",
        "/discovery/keys",
        "/discovery/v2.0/keys",
        "/discovery/v2.0/keys?appid=d2b1ccd9-6bb1-4d0b-9d0e-5d2d7a7f4d5e",
      })
  void publishesTheSameAsForTheId(String path) throws Exception {
    String byId = fixture.get("/" + ID + path).body();

    assertEquals(byId, fixture.get("/" + DOMAIN + path).body());
    assertEquals(byId, fixture.get("/Contoso.EXAMPLE" + path).body());
    assertFalse(byId.contains(DOMAIN), byId);
    assertFalse(byId.contains("error"), byId);
  }

  @Test
  void signsPeopleOfThatTenantIn() throws Exception {
    String page = fixture.authorizeAt(DOMAIN, request()).body();
    assertTrue(page.contains("Lidia (guest)"), page);
    assertFalse(page.contains("Fabrikam</h2>"), page);

    Map<String, String> picked = new HashMap<>(request());
    picked.put(AuthorizeEndpoint.PICKED, ADELE);
    String code = text(SignInFixture.fragment(fixture.authorizeAt(DOMAIN, picked)), "code");
    HttpResponse<String> answer =
        fixture.post(
            "/" + DOMAIN + "/oauth2/v2.0/token", redemption(code), "Origin", SignInFixture.ORIGIN);

    Map<String, Object> tokens = JSONObjectUtils.parse(answer.body());
    assertEquals(
        "https://sts.windows.net/" + ID + "/",
        fixture.entra.verified(text(tokens, "access_token")).orElseThrow().getIssuer());
    assertEquals(
        "https://login.microsoftonline.com/" + ID + "/v2.0",
        fixture.entra.verified(text(tokens, "id_token")).orElseThrow().getIssuer());
  }

  @Test
  void givesDevicesCodesForPeopleOfThatTenant() throws Exception {
    HttpResponse<String> answer =
        fixture.post(
            "/" + DOMAIN + "/oauth2/v2.0/devicecode",
            Map.of("client_id", SampleDirectory.NATIVE_CLIENT_ID, "scope", ACS_SCOPE));
    String code = text(JSONObjectUtils.parse(answer.body()), "user_code");
    String page = fixture.get("/common/oauth2/deviceauth?otc=" + code).body();

    assertTrue(page.contains("Lidia (guest)"), page);
    assertFalse(page.contains("Fabrikam</h2>"), page);
  }

  @Test
  void letsAnAdministratorOfThatTenantConsent() throws Exception {
    String page =
        fixture
            .get(
                "/%s/adminconsent?client_id=%s"
                    .formatted(DOMAIN, SampleDirectory.BROKER_API_CLIENT_ID))
            .body();

    assertTrue(page.contains("people of Contoso?"), page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody.example", "00000000-0000-4000-8000-000000000000"})
  void knowsNoOtherTenantAnywhere(String tenant) throws Exception {
    HttpResponse<String> page = fixture.authorizeAt(tenant, request());
    assertEquals(400, page.statusCode());
    assertTrue(page.body().contains("AADSTS90002: Tenant "), page.body());

    for (String path : List.of("token", "devicecode")) {
      for (String grant : List.of("authorization_code", "refresh_token", "password", "")) {
        HttpResponse<String> answer =
            fixture.post("/" + tenant + "/oauth2/v2.0/" + path, Map.of("grant_type", grant));
        assertEquals(400, answer.statusCode());
        assertEquals(
            List.of(90002L), JSONObjectUtils.parse(answer.body()).get("error_codes"), path);
      }
    }
  }
}
