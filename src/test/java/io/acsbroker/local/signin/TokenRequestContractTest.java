package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.ACS_SCOPE;
import static io.acsbroker.local.signin.SignInFixture.ORIGIN;
import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.request;
import static io.acsbroker.local.signin.SignInFixture.text;
import static io.acsbroker.local.signin.TokenRequests.ACS;
import static io.acsbroker.local.signin.TokenRequests.ADELE;
import static io.acsbroker.local.signin.TokenRequests.BOTH;
import static io.acsbroker.local.signin.TokenRequests.GRAPH_SCOPE;
import static io.acsbroker.local.signin.TokenRequests.MIXED;
import static io.acsbroker.local.signin.TokenRequests.NOT_CONSENTED;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.fixture.EmulatorContract;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the token endpoint makes of codes, and of the scopes that they are redeemed for. */
class TokenRequestContractTest {

  private final ManualClock clock = new ManualClock();
  @AutoClose private final SignInFixture fixture = new SignInFixture(clock);
  private final TokenRequests requests = new TokenRequests(fixture);

  @TestFactory
  Stream<DynamicTest> answersAsEntraDoes() throws Exception {
    return new EmulatorContract("sign-in").tests(ofCodes());
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
            () ->
                requests.said(
                    requests.post(
                        SampleDirectory.FABRIKAM.tenantId(),
                        redemption(requests.code(ACS_SCOPE))))),
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

  /** Signs Adele in for some scopes, and redeems the code for others. */
  private String redeemed(String consented, String asked) throws Exception {
    return requests.said(
        requests.post("organizations", redemption(requests.code(consented), "scope", asked)));
  }

  private String besideTheToken(String consented) throws Exception {
    Map<String, Object> tokens =
        JSONObjectUtils.parse(
            requests
                .post("organizations", redemption(requests.code(consented), "scope", ACS_SCOPE))
                .body());
    Set<String> others = new TreeSet<>(tokens.keySet());
    others.retainAll(Set.of("id_token", "refresh_token"));
    assertTrue(tokens.containsKey("access_token"), tokens.toString());
    return others.isEmpty() ? "nothing" : String.join(", ", others);
  }

  private String mixedAtAuthorize() throws Exception {
    Map<String, String> answer = SignInFixture.fragment(fixture.authorize(request("scope", MIXED)));
    return answer.get("error") + ", " + TokenRequests.number(answer);
  }

  private String scopeTwice(String path) throws Exception {
    // The fixture joins pairs: a name with its own "=" makes two parameters of one
    Map<String, String> form =
        new LinkedHashMap<>(redemption(requests.code(ACS_SCOPE), "scope", ACS_SCOPE));
    form.put("grant_type=authorization_code&scope", GRAPH_SCOPE);
    form.remove("grant_type");
    return requests.said(fixture.post("/organizations" + path, form, "Origin", ORIGIN));
  }

  private String deviceCodeForTwoResources() throws Exception {
    Map<String, String> device =
        Map.of("client_id", SampleDirectory.NATIVE_CLIENT_ID, "scope", BOTH);
    Map<String, Object> codes =
        JSONObjectUtils.parse(fixture.post("/organizations/oauth2/v2.0/devicecode", device).body());
    fixture.post(
        DeviceCodeEndpoint.PAGE,
        Map.of("otc", text(codes, "user_code"), AuthorizeEndpoint.PICKED, ADELE));
    return requests.said(
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
}
