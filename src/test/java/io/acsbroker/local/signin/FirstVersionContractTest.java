package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.ORIGIN;
import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.request;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.fixture.EmulatorContract;
import io.acsbroker.fixture.FormEncoding;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The endpoints of version 1.0, which take a resource in place of scopes. */
class FirstVersionContractTest {
  private static final String ADELE = "adele@contoso.example";
  private static final String PATH = "/organizations/oauth2/";
  private static final String ACS = "https://auth.msft.communication.azure.com";
  private static final String GRAPH = "https://graph.microsoft.com";

  private final ManualClock clock = new ManualClock();
  @AutoClose private final SignInFixture fixture = new SignInFixture(clock);

  @TestFactory
  Stream<DynamicTest> answersAsEntraDoes() throws Exception {
    return new EmulatorContract("version-1")
        .tests(
            Map.of(
                "a code for a `resource`", () -> said(redeemed(code(ACS))),
                "a code with `scope` and `resource`",
                    () -> scopesOf(redeemed(code(ACS, "scope", "openid " + GRAPH + "/User.Read"))),
                "`resource` at the token endpoint alone",
                    () -> said(redeemed(code(""), "resource", GRAPH)),
                "no `resource` at either endpoint", () -> said(redeemed(code(""))),
                "a `resource` that does not exist",
                    () -> said(redeemed(code(ACS), "resource", "https://nonsense.example")),
                "the id token of a sign-in without a nonce",
                    () -> idToken(redeemed(code(ACS, "nonce", ""))),
                "the id token of a sign-in with a nonce", () -> idToken(redeemed(code(ACS))),
                "a device code", this::deviceCode));
  }

  @Test
  void givesATokenThatIsThatOfVersion2() throws Exception {
    Map<String, Object> first = redeemed(code(ACS));
    Map<String, Object> second = fixture.signIn(ADELE, "scope", ACS_SCOPE);

    for (String name : List.of("aud", "iss", "oid", "ver", "appid")) {
      assertEquals(claim(second, name), claim(first, name));
    }
    long now = clock.instant().getEpochSecond();
    assertEquals(Long.toString(now), first.get("not_before"));
    assertEquals(Long.toString(now + 4500), first.get("expires_on"));
  }

  @Test
  void refreshesForAResource() throws Exception {
    String refreshToken = text(redeemed(code(ACS)), "refresh_token");
    Map<String, String> form =
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            SampleDirectory.CLIENT_ID,
            "refresh_token",
            refreshToken,
            "resource",
            ACS);

    Map<String, Object> refreshed =
        JSONObjectUtils.parse(fixture.post(PATH + "token", form, "Origin", ORIGIN).body());

    assertEquals(ACS, refreshed.get("resource"));
    assertEquals(ACS, claim(refreshed, "aud"));
  }

  @Test
  void asksForAPersonOnItsOwnPage() throws Exception {
    HttpResponse<String> page = authorize(wanted(ACS));

    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("Pick a person"), page.body());
    assertTrue(page.body().contains("resource="), page.body());
  }

  @Test
  void tellsAPersonThatAResourceDoesNotExist() throws Exception {
    HttpResponse<String> page = authorize(wanted("https://nonsense.example"));

    assertEquals(400, page.statusCode());
    assertTrue(page.body().startsWith("AADSTS500011: "), page.body());
  }

  @Test
  void signsOut() throws Exception {
    assertTrue(fixture.get(PATH + "logout").body().contains("You are signed out"));
  }

  private static Map<String, String> wanted(String resource, String... changes) throws Exception {
    Map<String, String> wanted = SignInFixture.changed(request("scope", ""), changes);
    if (!resource.isEmpty()) {
      wanted.put("resource", resource);
    }
    return wanted;
  }

  private HttpResponse<String> authorize(Map<String, String> wanted) throws Exception {
    String query = FormEncoding.of(wanted);
    return fixture.get(PATH + "authorize?" + query);
  }

  private String code(String resource, String... changes) throws Exception {
    Map<String, String> wanted = wanted(resource, changes);
    wanted.put(AuthorizeEndpoint.PICKED, ADELE);
    return text(SignInFixture.fragment(authorize(wanted)), "code");
  }

  private Map<String, Object> redeemed(String code, String... changes) throws Exception {
    return JSONObjectUtils.parse(
        fixture.post(PATH + "token", redemption(code, changes), "Origin", ORIGIN).body());
  }

  private static String said(Map<String, Object> answer) {
    return answer.containsKey("error")
        ? "400 %s, AADSTS%s"
            .formatted(answer.get("error"), text(answer, "error_codes").replaceAll("[\\[\\]]", ""))
        : "200: resource `%s`, scope `%s`, expires_in %s"
            .formatted(
                answer.get("resource"), answer.get("scope"), quoted(answer.get("expires_in")));
  }

  private static String scopesOf(Map<String, Object> answer) {
    return "Teams.ManageCalls Teams.ManageChats".equals(answer.get("scope"))
        ? "`scope` is ignored"
        : answer.toString();
  }

  private String idToken(Map<String, Object> answer) throws Exception {
    String token = text(answer, "id_token");
    JWT parsed = JWTParser.parse(token);
    String version = "version " + parsed.getJWTClaimsSet().getStringClaim("ver");
    if (parsed instanceof SignedJWT) {
      return version + (fixture.entra.verified(token).isPresent() ? ", signed" : ", forged");
    }
    return version + ", without a signature";
  }

  private String deviceCode() throws Exception {
    Map<String, String> form =
        Map.of("client_id", SampleDirectory.NATIVE_CLIENT_ID, "resource", ACS);
    Map<String, Object> answer =
        JSONObjectUtils.parse(fixture.post(PATH + "devicecode", form).body());
    Map<String, String> poll =
        Map.of(
            "grant_type",
            "device_code",
            "client_id",
            SampleDirectory.NATIVE_CLIENT_ID,
            "resource",
            ACS,
            "code",
            text(answer, "device_code"));
    Map<String, Object> pending = JSONObjectUtils.parse(fixture.post(PATH + "token", poll).body());
    assertEquals("authorization_pending", pending.get("error"), pending.toString());
    return "%s, expires_in %s, interval %s"
        .formatted(
            answer.containsKey("verification_url") ? "verification_url" : answer.keySet(),
            quoted(answer.get("expires_in")),
            quoted(answer.get("interval")));
  }

  private static String quoted(@Nullable Object value) {
    return value instanceof String ? '"' + value.toString() + '"' : String.valueOf(value);
  }

  private static @Nullable Object claim(Map<String, Object> answer, String name) throws Exception {
    return SignedJWT.parse(text(answer, "access_token")).getJWTClaimsSet().toJSONObject().get(name);
  }
}
