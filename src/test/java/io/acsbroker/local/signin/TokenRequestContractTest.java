package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.ORIGIN;
import static io.acsbroker.local.signin.SignInFixture.changed;
import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.request;
import static io.acsbroker.local.signin.SignInFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.fixture.EmulatorContract;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.TokenOrder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the token endpoint makes of scopes, tenants and refresh tokens, whatever the grant. */
class TokenRequestContractTest {
  private static final String ADELE = "adele@contoso.example";
  private static final String LIDIA = "lidia@fabrikam.example";
  private static final String CONTOSO = SampleDirectory.CONTOSO.tenantId();
  private static final String ACS = "https://auth.msft.communication.azure.com";
  private static final String GRAPH_SCOPE = "https://graph.microsoft.com/User.Read";
  private static final String BOTH = ACS_SCOPE + " " + GRAPH_SCOPE;
  private static final String MIXED = ACS + "/.default " + ACS_SCOPE;
  private static final String NOT_CONSENTED = "api://AzureADTokenExchange/.default";

  private final ManualClock clock = new ManualClock();
  private SignInFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new SignInFixture(clock);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @TestFactory
  Stream<DynamicTest> answersAsEntraDoes() throws Exception {
    Map<String, Callable<String>> probes = new LinkedHashMap<>(ofCodes());
    probes.putAll(ofRefreshTokens());
    probes.putAll(ofApi());
    return new EmulatorContract("sign-in").tests(probes);
  }

  private Map<String, Callable<String>> ofCodes() {
    return Map.ofEntries(
        Map.entry(
            "a code that is for ACS and Graph, redeemed for both", () -> redeemed(BOTH, BOTH)),
        Map.entry(
            "a code that is for ACS and Graph, redeemed for ACS", () -> redeemed(BOTH, ACS_SCOPE)),
        Map.entry(
            "a code that is for ACS and Graph, redeemed without `scope`", () -> redeemed(BOTH, "")),
        Map.entry(
            "a code that is for ACS alone, redeemed without `scope`",
            () -> redeemed(ACS_SCOPE, "")),
        Map.entry("a code redeemed for `.default` beside a name", () -> redeemed(ACS_SCOPE, MIXED)),
        Map.entry(
            "a code redeemed for `.default` beside `openid`, `profile`, `email` and"
                + " `offline_access`",
            () -> redeemed(ACS_SCOPE, ACS + "/.default openid profile email offline_access")),
        Map.entry("`.default` beside a name at the authorize endpoint", this::mixedAtAuthorize),
        Map.entry(
            "a code redeemed for a scope that does not exist",
            () -> redeemed(ACS_SCOPE, "nonsense")),
        Map.entry(
            "a code redeemed for what nobody consented to",
            () -> redeemed(ACS_SCOPE, NOT_CONSENTED)),
        Map.entry(
            "a code redeemed at the path of another tenant than the user's",
            () -> said(post(SampleDirectory.FABRIKAM.tenantId(), redemption(code(ACS_SCOPE))))),
        Map.entry(
            "a scope with two slashes before its name",
            () -> redeemed(ACS_SCOPE, ACS + "//Teams.ManageCalls")),
        Map.entry(
            "one scope twice in `scope`", () -> redeemed(ACS_SCOPE, ACS_SCOPE + " " + ACS_SCOPE)),
        Map.entry("the parameter `scope` twice", () -> scopeTwice("/oauth2/v2.0/token")),
        Map.entry("the parameter `scope` twice, at version 1.0", () -> scopeTwice("/oauth2/token")),
        Map.entry(
            "what comes beside the access token: a code for ACS, `openid` and"
                + " `offline_access`, redeemed for ACS alone",
            () -> besideTheToken("openid offline_access " + ACS_SCOPE)),
        Map.entry(
            "what comes beside the access token: a code for ACS alone",
            () -> besideTheToken(ACS_SCOPE)),
        Map.entry(
            "a device code that is for two resources, redeemed", this::deviceCodeForTwoResources));
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
                    post(CONTOSO, refresh(signedIn("organizations", LIDIA))),
                    SampleDirectory.LIDIA_AS_GUEST.objectId(),
                    "the guest's token of that tenant")),
        Map.entry(
            "a guest's refresh token at `organizations`",
            () ->
                whose(
                    post("organizations", refresh(signedIn(CONTOSO, "lidia_fabrikam.example"))),
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
        () -> said(api(refreshOfApi(), "client_secret", secret())),
        "a refresh token from on behalf of, redeemed without a secret",
        () -> said(api(refreshOfApi())),
        "on behalf of, for `.default` beside a name",
        () -> said(onBehalfOf(MIXED)),
        "on behalf of, for two resources",
        () -> said(onBehalfOf(ACS_SCOPE + " https://communication.azure.com/clients/VoIP")),
        "on behalf of, for what nobody consented to",
        () -> said(onBehalfOf(GRAPH_SCOPE)));
  }

  /** Signs Adele in for some scopes, and redeems the code for others. */
  private String redeemed(String consented, String asked) throws Exception {
    return said(post("organizations", redemption(code(consented), "scope", asked)));
  }

  private String code(String scope) throws Exception {
    return text(fixture.pick(ADELE, "scope", scope), "code");
  }

  private String besideTheToken(String consented) throws Exception {
    Map<String, Object> tokens =
        JSONObjectUtils.parse(
            post("organizations", redemption(code(consented), "scope", ACS_SCOPE)).body());
    Set<String> others = new TreeSet<>(tokens.keySet());
    others.retainAll(Set.of("id_token", "refresh_token"));
    assertTrue(tokens.containsKey("access_token"), tokens.toString());
    return others.isEmpty() ? "nothing" : String.join(", ", others);
  }

  private String leftAfter23Hours() throws Exception {
    Map<String, Object> first = signedIn("organizations", ADELE);
    clock.pass(Duration.ofHours(23));
    Map<String, Object> second =
        JSONObjectUtils.parse(post("organizations", refresh(first)).body());
    clock.pass(Duration.ofHours(1));
    assertEquals(400, post("organizations", refresh(second)).statusCode());
    return second.get("refresh_token_expires_in") + " s";
  }

  private String mixedAtAuthorize() throws Exception {
    Map<String, String> answer = SignInFixture.fragment(fixture.authorize(request("scope", MIXED)));
    return answer.get("error") + ", " + number(answer);
  }

  private String scopeTwice(String path) throws Exception {
    // The fixture joins pairs: a name with its own "=" makes two parameters of one
    Map<String, String> form = new LinkedHashMap<>(redemption(code(ACS_SCOPE), "scope", ACS_SCOPE));
    form.put("grant_type=authorization_code&scope", GRAPH_SCOPE);
    form.remove("grant_type");
    return said(fixture.post("/organizations" + path, form, "Origin", ORIGIN));
  }

  private String deviceCodeForTwoResources() throws Exception {
    Map<String, String> device =
        Map.of("client_id", SampleDirectory.NATIVE_CLIENT_ID, "scope", BOTH);
    Map<String, Object> codes =
        JSONObjectUtils.parse(fixture.post("/organizations/oauth2/v2.0/devicecode", device).body());
    fixture.post(
        DeviceCodeEndpoint.PAGE,
        Map.of("otc", text(codes, "user_code"), AuthorizeEndpoint.PICKED, ADELE));
    return said(
        fixture.post(
            "/organizations/oauth2/v2.0/token",
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "client_id",
                SampleDirectory.NATIVE_CLIENT_ID,
                "device_code",
                text(codes, "device_code"))));
  }

  private Map<String, Object> signedIn(String tenant, String userName) throws Exception {
    Map<String, String> form = request(AuthorizeEndpoint.PICKED, userName);
    String code = text(SignInFixture.fragment(fixture.authorizeAt(tenant, form)), "code");
    return JSONObjectUtils.parse(post(tenant, redemption(code)).body());
  }

  private String refreshed(String name, String value) throws Exception {
    Map<String, String> form = refresh(signedIn("organizations", ADELE));
    return said(post("organizations", changed(form, name, value)));
  }

  private String refreshedAt(String tenant) throws Exception {
    return said(post(tenant, refresh(signedIn("organizations", ADELE))));
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

  private HttpResponse<String> post(String tenant, Map<String, String> form) throws Exception {
    return fixture.post("/" + tenant + "/oauth2/v2.0/token", form, "Origin", ORIGIN);
  }

  /** The refusal, or what the token is for. */
  private String said(HttpResponse<String> response) throws Exception {
    Map<String, Object> body = JSONObjectUtils.parse(response.body());
    if (response.statusCode() != 200) {
      String suberror = text(body, "suberror");
      return "%d %s, %s%s"
          .formatted(
              response.statusCode(),
              text(body, "error"),
              number(body),
              suberror.isEmpty() ? "" : ", " + suberror);
    }
    JWTClaimsSet token = claims(body);
    String audience =
        token.getAudience().equals(List.of(ACS))
            ? "ACS"
            : token.getAudience().equals(List.of(ACS + "/"))
                ? "ACS with a slash"
                : token.getAudience().toString();
    return "200, for " + audience + ": " + token.getStringClaim("scp");
  }

  private String whose(HttpResponse<String> response, String objectId, String words)
      throws Exception {
    Map<String, Object> body = JSONObjectUtils.parse(response.body());
    return response.statusCode() == 200 && claims(body).getStringClaim("oid").equals(objectId)
        ? "200, " + words
        : said(response);
  }

  private static String withRefreshToken(HttpResponse<String> response) throws Exception {
    boolean has = JSONObjectUtils.parse(response.body()).containsKey("refresh_token");
    return response.statusCode() + (has ? ", with" : ", without") + " a refresh token";
  }

  private JWTClaimsSet claims(Map<String, Object> tokens) {
    return fixture.entra.verified(text(tokens, "access_token")).orElseThrow();
  }

  private static String number(Map<String, ?> answer) {
    String description = text(answer, "error_description");
    return description.substring(0, description.indexOf(':'));
  }
}
