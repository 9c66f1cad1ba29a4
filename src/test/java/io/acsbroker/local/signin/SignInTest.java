package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.assertRefused;
import static io.acsbroker.local.signin.SignInFixture.fragment;
import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.refresh;
import static io.acsbroker.local.signin.SignInFixture.request;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in on a page, and what the application hears of it. */
class SignInTest {
  private static final String ADELE = "adele@contoso.example";

  private static final String CHALLENGE =
      "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

  private final ManualClock clock = new ManualClock();
  @AutoClose private final SignInFixture fixture = new SignInFixture(clock);

  @Test
  void offersEverybodyAtHomeWhereAnyOrganisationMaySignIn() throws Exception {
    String page = fixture.authorize(request()).body();

    for (String name : List.of("Adele", "Megan", "Lidia", "Isaiah")) {
      assertTrue(page.contains(">" + name + "<small>"), name);
    }
    assertFalse(page.contains("\">Lidia (guest)<small>"), "a link to sign in as a guest");
  }

  @Test
  void offersThoseOfOneTenantWithItsGuests() throws Exception {
    String page = fixture.authorizeAt(SampleDirectory.CONTOSO.tenantId(), request()).body();

    assertTrue(page.contains("Lidia (guest)"));
    assertFalse(page.contains("Fabrikam</h2>"));
  }

  @Test
  void givesTokensForTheCodeOfWhoeverWasPicked() throws Exception {
    Map<String, String> back = fixture.pick(ADELE);
    Map<String, Object> tokens = fixture.token(redemption(text(back, "code")));

    assertEquals("a state", back.get("state"));
    JWTClaimsSet access = fixture.claims(tokens, "access_token");
    assertEquals(SampleDirectory.ADELE.objectId(), access.getStringClaim("oid"));
    assertEquals("Teams.ManageCalls", access.getStringClaim("scp"));
    assertEquals(SampleDirectory.CLIENT_ID, access.getStringClaim("appid"));
    JWTClaimsSet id = fixture.claims(tokens, "id_token");
    assertEquals("a nonce", id.getStringClaim("nonce"));
    assertEquals(List.of(SampleDirectory.CLIENT_ID), id.getAudience());
    assertEquals(ADELE, id.getStringClaim("preferred_username"));
    assertEquals(
        Map.of("uid", SampleDirectory.ADELE.objectId(), "utid", SampleDirectory.CONTOSO.tenantId()),
        JSONObjectUtils.parse(new Base64URL(text(tokens, "client_info")).decodeToString()));
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge,,invalid_request,AADSTS9002325",
    "code_challenge_method,plain,invalid_request,AADSTS9002325",
    "response_type,token,unsupported_response_type,AADSTS700051",
    "scope,https://graph.microsoft.com/User.Read api://x/y,invalid_resource,AADSTS500011",
    "prompt,none,login_required,AADSTS50058",
  })
  void tellsTheApplicationWhatItDidWrong(
      String parameter, String value, String error, String number) throws Exception {
    Map<String, String> back =
        fragment(fixture.authorize(request(parameter, value == null ? "" : value)));

    assertEquals(error, back.get("error"));
    assertTrue(text(back, "error_description").startsWith(number + ": "));
    assertEquals("a state", back.get("state"));
  }

  @ParameterizedTest
  @CsvSource({
    "client_id,d2b1ccd9-6bb1-4d0b-9d0e-5d2d7a7f4d5e,AADSTS700016",
    "redirect_uri,https://evil.example/,AADSTS50011",
    "redirect_uri,http://localhost:5173/?a=b,AADSTS50011",
    "redirect_uri,http://localhost@evil.example/,AADSTS50011",
    // Cut to a byte each, these would end a line of the headers
    "redirect_uri,http://localhost:5173/\u010d\u010aLocation:,AADSTS50011",
  })
  void tellsThePersonWhereTheApplicationCannotBeTrusted(
      String parameter, String value, String number) throws Exception {
    HttpResponse<String> page = fixture.authorize(request(parameter, value));

    assertEquals(400, page.statusCode());
    assertTrue(page.body().contains(number + ": "), page.body());
  }

  @Test
  void saysThatNobodyConsented() throws Exception {
    Map<String, String> request = request();
    request.put(AuthorizeEndpoint.PICKED, "");
    Map<String, String> back = fragment(fixture.authorize(request));

    assertEquals("access_denied", back.get("error"));
    assertTrue(text(back, "error_description").startsWith("AADSTS65004: "));
  }

  @Test
  void remembersInTheBrowserWhoIsSignedIn() throws Exception {
    String session = session();

    Map<String, String> silent =
        fragment(fixture.authorize(request("prompt", "none"), "Cookie", session));
    Map<String, String> hinted =
        fragment(fixture.authorize(request("login_hint", ADELE), "Cookie", session));

    assertTrue(silent.containsKey("code"));
    assertTrue(hinted.containsKey("code"));
  }

  @Test
  void forgetsWhoSignedOut() throws Exception {
    String session = session();
    HttpResponse<String> out =
        fixture.get(
            "/organizations/oauth2/v2.0/logout?post_logout_redirect_uri=http://localhost:5173/",
            "Cookie",
            session);

    assertEquals(302, out.statusCode());
    assertTrue(out.headers().firstValue("set-cookie").orElseThrow().endsWith("; Max-Age=0"));
    assertEquals(
        "login_required",
        fragment(fixture.authorize(request("prompt", "none"), "Cookie", session)).get("error"));
  }

  @Test
  void wantsAProofThatIsNewForAClaimsChallenge() throws Exception {
    Map<String, String> silent =
        fragment(
            fixture.authorize(request("prompt", "none", "claims", CHALLENGE), "Cookie", session()));
    Map<String, Object> plain = fixture.signIn(ADELE);
    Map<String, Object> refreshed = fixture.token(refresh(plain, "claims", CHALLENGE));
    Map<String, Object> proven = fixture.signIn(ADELE, "claims", CHALLENGE);

    assertEquals("interaction_required", silent.get("error"));
    assertRefused(50076, refreshed);
    assertFalse(fixture.entra.meets(text(plain, "access_token"), CHALLENGE));
    assertTrue(fixture.entra.meets(text(proven, "access_token"), CHALLENGE));
  }

  @Test
  void letsAnAdministratorConsentForATenant() throws Exception {
    String address =
        "/%s/adminconsent?client_id=%s"
            .formatted(SampleDirectory.CONTOSO.tenantId(), SampleDirectory.BROKER_API_CLIENT_ID);

    assertTrue(fixture.get(address).body().contains("people of Contoso?"));
    assertTrue(fixture.get(address + "&local_consent=yes").body().contains("Consent is given"));
    assertEquals(400, fixture.get("/organizations/adminconsent?client_id=other").statusCode());
  }

  @Test
  void letsPagesOfThisMachineReadItsAnswersAndNoOthers() throws Exception {
    String configuration = "/organizations/v2.0/.well-known/openid-configuration";

    HttpResponse<String> near = fixture.get(configuration, "Origin", "http://localhost:5173");
    HttpResponse<String> far = fixture.get(configuration, "Origin", "https://evil.example");

    assertEquals(
        "http://localhost:5173",
        near.headers().firstValue("access-control-allow-origin").orElseThrow());
    assertTrue(far.headers().firstValue("access-control-allow-origin").isEmpty());
  }

  @Test
  void writesNothingOfTheRequestAsHtml() throws Exception {
    String page = fixture.authorize(request("state", "\"><script>alert(1)</script>")).body();

    assertFalse(page.contains("<script"));
  }

  private String session() throws Exception {
    Map<String, String> request = request();
    request.put(AuthorizeEndpoint.PICKED, ADELE);
    String cookie = fixture.authorize(request).headers().firstValue("set-cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }
}
