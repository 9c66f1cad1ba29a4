package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.changed;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.fixture.HtmlForm;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signing in with a code that is entered on another device.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code">The
 *     device authorization grant at Microsoft: requests, answers and the errors to expect</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
class DeviceCodeTest extends DeviceCodeFixture {
  /**
   * As recorded.
   *
   * @see <a
   *     href="https://learn.microsoft.com/answers/questions/981553/oauth-2-0-device-authorization-grant-flow-the-expi">A
   *     recording of both answers</a>
   */
  @Test
  void givesACodeForADeviceAndOneForItsUser() throws Exception {
    Map<String, Object> codes = codes();

    assertEquals(
        List.of(
            "device_code", "expires_in", "interval", "message", "user_code", "verification_uri"),
        codes.keySet().stream().sorted().toList());
    assertEquals(900L, codes.get("expires_in"));
    assertEquals(5L, codes.get("interval"));
    assertTrue(text(codes, "user_code").matches("[A-Z0-9]{9}"), codes.toString());
    assertTrue(text(codes, "verification_uri").startsWith(fixture.entra.authority() + "/"));
    assertTrue(text(codes, "message").contains(text(codes, "verification_uri")));
    assertTrue(text(codes, "message").contains(text(codes, "user_code")));
    assertNotEquals(codes.get("device_code"), codes().get("device_code"));
  }

  @Test
  void offersItsEndpointInTheMetadata() throws Exception {
    HttpResponse<String> document =
        fixture.get("/organizations/v2.0/.well-known/openid-configuration");

    assertEquals(
        fixture.entra.authority() + "/organizations/oauth2/v2.0/devicecode",
        JSONObjectUtils.parse(document.body()).get("device_authorization_endpoint"));
  }

  @Test
  void givesTokensOfWhoeverWasPickedWithTheCode() throws Exception {
    Map<String, Object> codes = codes();
    HttpResponse<String> done = enter(codes, ADELE);
    Map<String, Object> tokens = poll(codes);

    assertEquals(200, done.statusCode());
    assertTrue(done.headers().firstValue("set-cookie").isPresent());
    JWTClaimsSet access = fixture.entra.verified(text(tokens, "access_token")).orElseThrow();
    assertEquals(SampleDirectory.ADELE.objectId(), access.getStringClaim("oid"));
    assertEquals("Teams.ManageCalls", access.getStringClaim("scp"));
    assertEquals(SampleDirectory.NATIVE_CLIENT_ID, access.getStringClaim("appid"));
    assertTrue(tokens.containsKey("refresh_token"));
    assertTrue(tokens.containsKey("id_token"));
  }

  @Test
  void findsTheCodeInAnyCaseAndWithSpacesAroundIt() throws Exception {
    Map<String, Object> codes = codes();
    String typed = " " + text(codes, "user_code").toLowerCase(Locale.ROOT) + " ";

    assertEquals(
        200, fixture.post(page(codes), Map.of("otc", typed, "local_user", ADELE)).statusCode());
    assertTrue(poll(codes).containsKey("access_token"));
  }

  @Test
  void asksForTheCodeAndThenWhoSomebodyIs() throws Exception {
    Map<String, Object> codes = codes("scope", "openid " + ACS_SCOPE);
    String empty = fixture.get(page(codes)).body();
    HttpResponse<String> asked = fixture.get(page(codes) + "?otc=" + text(codes, "user_code"));

    assertTrue(empty.contains(" name=\"otc\""), empty);
    assertTrue(asked.body().contains("Sample console app asks for Teams.ManageCalls"));
    assertEquals(
        Map.of("otc", text(codes, "user_code")), HtmlForm.of(asked).fields(), asked.body());
    assertTrue(asked.body().contains("value=\"lidia@fabrikam.example\""), asked.body());
  }

  @Test
  void offersThoseOfTheTenantAlone() throws Exception {
    HttpResponse<String> answer =
        fixture.post(
            "/" + SampleDirectory.CONTOSO.tenantId() + "/oauth2/v2.0/devicecode", request());
    Map<String, Object> codes = JSONObjectUtils.parse(answer.body());
    String page = fixture.get(page(codes) + "?otc=" + text(codes, "user_code")).body();

    assertTrue(page.contains("value=\"adele@contoso.example\""), page);
    assertFalse(page.contains("fabrikam.example\""), page);
    enter(codes, "lidia@fabrikam.example");
    assertRefused("authorization_pending", 70016, poll(codes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WRONGCODE", "", "<script>alert(1)</script>"})
  void saysOnThePageThatACodeIsWrong(String typed) throws Exception {
    HttpResponse<String> answer =
        fixture.post(page(codes()), Map.of("otc", typed, "local_user", ADELE));

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("AADSTS70018: "), answer.body());
    assertFalse(answer.body().contains("<script"), answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "client_id,'',invalid_request,900144",
    "scope,'',invalid_request,900144",
    "client_id,c0ffee00-0000-4000-8000-000000000000,unauthorized_client,700016",
    "scope,api://x/y,invalid_scope,70011",
  })
  void givesNoCodeForARequestThatIsWrong(String parameter, String value, String error, int number)
      throws Exception {
    HttpResponse<String> answer =
        fixture.post("/organizations/oauth2/v2.0/devicecode", changed(request(), parameter, value));

    assertEquals(400, answer.statusCode());
    assertRefused(error, number, JSONObjectUtils.parse(answer.body()));
  }

  @Test
  void givesNoCodeForATenantThatDoesNotExist() throws Exception {
    HttpResponse<String> answer =
        fixture.post("/00000000-0000-4000-8000-000000000000/oauth2/v2.0/devicecode", request());

    assertEquals(400, answer.statusCode());
    assertRefused("invalid_request", 90002, JSONObjectUtils.parse(answer.body()));
  }
}
