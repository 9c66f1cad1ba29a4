package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.changed;
import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.request;
import static io.acsbroker.local.signin.SignInFixture.text;
import static io.acsbroker.local.signin.TokenRequests.ADELE;
import static io.acsbroker.local.signin.TokenRequests.BOTH;
import static io.acsbroker.local.signin.TokenRequests.GRAPH_SCOPE;
import static io.acsbroker.local.signin.TokenRequests.MIXED;
import static io.acsbroker.local.signin.TokenRequests.NOT_CONSENTED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.fixture.EmulatorContract;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the token endpoint makes of refresh tokens, in which tenant they are shown and by whom, and
 * of requests on behalf of users.
 */
class RefreshTokenContractTest {
  private static final String LIDIA = "lidia@fabrikam.example";
  private static final String CONTOSO = SampleDirectory.CONTOSO.tenantId();

  private final ManualClock clock = new ManualClock();
  @AutoClose private final SignInFixture fixture = new SignInFixture(clock);
  private final TokenRequests requests = new TokenRequests(fixture);

  @TestFactory
  Stream<DynamicTest> answersAsEntraDoes() throws Exception {
    Map<String, Callable<String>> probes = new LinkedHashMap<>(ofRefreshTokens());
    probes.putAll(ofApi());
    return new EmulatorContract("refresh-tokens").tests(probes);
  }

  private Map<String, Callable<String>> ofRefreshTokens() {
    return Map.ofEntries(
        Map.entry("a refresh token for two resources", () -> refreshed("scope", BOTH)),
        Map.entry("a refresh token without `scope`", () -> refreshed("scope", "")),
        Map.entry(
            "a refresh token for what nobody consented to",
            () -> refreshed("scope", NOT_CONSENTED)),
        Map.entry(
            "a refresh token where the user is a guest",
            () ->
                whose(
                    requests.post(CONTOSO, refresh(signedIn("organizations", LIDIA))),
                    SampleDirectory.LIDIA_AS_GUEST.objectId(),
                    "the guest's token of that tenant")),
        Map.entry(
            "a guest's refresh token at `organizations`",
            () ->
                whose(
                    requests.post(
                        "organizations", refresh(signedIn(CONTOSO, "lidia_fabrikam.example"))),
                    SampleDirectory.LIDIA.objectId(),
                    "the token of the tenant at home")),
        Map.entry(
            "a refresh token at a tenant that does not know the user",
            () -> refreshedAt(SampleDirectory.FABRIKAM.tenantId())),
        Map.entry(
            "a refresh token at a tenant that does not exist",
            () -> refreshedAt("00000000-0000-4000-8000-000000000000")),
        Map.entry("a refresh token at `nonsense`", () -> refreshedAt("nonsense")),
        Map.entry(
            "a single-page application redeems a refresh token of 23 hours ago: how long"
                + " the next one lasts",
            this::leftAfter23Hours),
        Map.entry(
            "a refresh token of another application",
            () -> refreshed("client_id", SampleDirectory.CALLER_CLIENT_ID)));
  }

  private Map<String, Callable<String>> ofApi() {
    return Map.of(
        "on behalf of, with `offline_access`",
        () -> withRefreshToken(onBehalfOf(ACS_SCOPE + " offline_access")),
        "on behalf of, without `offline_access`",
        () -> withRefreshToken(onBehalfOf(ACS_SCOPE)),
        "a refresh token from on behalf of, redeemed with the API's secret",
        () -> requests.said(api(refreshOfApi(), "client_secret", secret())),
        "a refresh token from on behalf of, redeemed without a secret",
        () -> requests.said(api(refreshOfApi())),
        "on behalf of, for `.default` beside a name",
        () -> requests.said(onBehalfOf(MIXED)),
        "on behalf of, for two resources",
        () ->
            requests.said(onBehalfOf(ACS_SCOPE + " https://communication.azure.com/clients/VoIP")),
        "on behalf of, for what nobody consented to",
        () -> requests.said(onBehalfOf(GRAPH_SCOPE)));
  }

  private String leftAfter23Hours() throws Exception {
    Map<String, Object> first = signedIn("organizations", ADELE);
    clock.pass(Duration.ofHours(23));
    Map<String, Object> second =
        JSONObjectUtils.parse(requests.post("organizations", refresh(first)).body());
    clock.pass(Duration.ofHours(1));
    assertEquals(400, requests.post("organizations", refresh(second)).statusCode());
    return second.get("refresh_token_expires_in") + " s";
  }

  private Map<String, Object> signedIn(String tenant, String userName) throws Exception {
    Map<String, String> form = request(AuthorizeEndpoint.PICKED, userName);
    String code = text(SignInFixture.fragment(fixture.authorizeAt(tenant, form)), "code");
    return JSONObjectUtils.parse(requests.post(tenant, redemption(code)).body());
  }

  private String refreshed(String name, String value) throws Exception {
    Map<String, String> form = refresh(signedIn("organizations", ADELE));
    return requests.said(requests.post("organizations", changed(form, name, value)));
  }

  private String refreshedAt(String tenant) throws Exception {
    return requests.said(requests.post(tenant, refresh(signedIn("organizations", ADELE))));
  }

  private static Map<String, String> refresh(Map<String, Object> tokens) {
    return Map.of(
        "grant_type",
        "refresh_token",
        "client_id",
        SampleDirectory.CLIENT_ID,
        "refresh_token",
        text(tokens, "refresh_token"));
  }

  private HttpResponse<String> onBehalfOf(String scope) throws Exception {
    TokenOrder caller = TokenOrder.forCaller(SampleDirectory.ADELE);
    return api(
        Map.of(
            "grant_type",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "requested_token_use",
            "on_behalf_of",
            "assertion",
            fixture.entra.token(caller),
            "scope",
            scope),
        "client_secret",
        secret());
  }

  private Map<String, String> refreshOfApi() throws Exception {
    Map<String, Object> tokens =
        JSONObjectUtils.parse(onBehalfOf(ACS_SCOPE + " offline_access").body());
    return Map.of("grant_type", "refresh_token", "refresh_token", text(tokens, "refresh_token"));
  }

  private String secret() {
    return fixture.entra.onBehalfOf().clientSecret();
  }

  /** What the broker's API gets, which is no page and names no origin. */
  private HttpResponse<String> api(Map<String, String> form, String... more) throws Exception {
    Map<String, String> whole = changed(form, more);
    whole.put("client_id", SampleDirectory.BROKER_API_CLIENT_ID);
    return fixture.post("/" + CONTOSO + "/oauth2/v2.0/token", whole);
  }

  private String whose(HttpResponse<String> response, String objectId, String words)
      throws Exception {
    Map<String, Object> body = JSONObjectUtils.parse(response.body());
    return response.statusCode() == 200
            && requests.claims(body).getStringClaim("oid").equals(objectId)
        ? "200, " + words
        : requests.said(response);
  }

  private static String withRefreshToken(HttpResponse<String> response) throws Exception {
    boolean has = JSONObjectUtils.parse(response.body()).containsKey("refresh_token");
    return response.statusCode() + (has ? ", with" : ", without") + " a refresh token";
  }
}
