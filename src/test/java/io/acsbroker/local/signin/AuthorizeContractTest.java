package io.acsbroker.local.signin;

import static io.acsbroker.local.signin.SignInFixture.VERIFIER;
import static io.acsbroker.local.signin.SignInFixture.redemption;
import static io.acsbroker.local.signin.SignInFixture.request;
import static io.acsbroker.local.signin.SignInFixture.text;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.fixture.EmulatorContract;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the authorize endpoint makes of PKCE and of the age of a sign-in. */
class AuthorizeContractTest {
  private static final String ADELE = "adele@contoso.example";
  private static final String NATIVE = SampleDirectory.NATIVE_CLIENT_ID;

  private final ManualClock clock = new ManualClock();
  @AutoClose private final SignInFixture fixture = new SignInFixture(clock);

  @TestFactory
  Stream<DynamicTest> answersAsEntraDoes() throws Exception {
    Map<String, Callable<String>> probes = new LinkedHashMap<>(ofPkce());
    probes.putAll(ofMaxAge());
    probes.putAll(ofScopes());
    return new EmulatorContract("authorize").tests(probes);
  }

  private Map<String, Callable<String>> ofPkce() {
    String[] plain = {"code_challenge", VERIFIER, "code_challenge_method", "plain"};
    return Map.of(
        "a desktop application without PKCE",
            () -> redeemed("", "code_challenge", "", "code_challenge_method", ""),
        "a desktop application with PKCE, `plain`", () -> redeemed(VERIFIER, plain),
        "a single-page application with PKCE, `plain`", () -> denied(fixture.pick(ADELE, plain)));
  }

  private String redeemed(String verifier, String... changes) throws Exception {
    Map<String, String> wanted = request(changes);
    wanted.put("client_id", NATIVE);
    wanted.put(AuthorizeEndpoint.PICKED, ADELE);
    String code = text(SignInFixture.fragment(fixture.authorize(wanted)), "code");
    String[] form = {"client_id", NATIVE, "code_verifier", verifier};
    Map<String, Object> answer = fixture.token(redemption(code, form), new String[0]);
    return answer.containsKey("access_token") ? "a code that it redeems" : answer.toString();
  }

  private Map<String, Callable<String>> ofMaxAge() {
    return Map.of(
        "no `max_age`", () -> dated(fixture.pick(ADELE)),
        "`max_age=300`", () -> dated(fixture.pick(ADELE, "max_age", "300")),
        "`max_age=300` of who has signed in 300 s ago", () -> afterwards(300, "max_age", "300"),
        "`max_age=300` of who has signed in 301 s ago", () -> afterwards(301, "max_age", "300"),
        "`max_age=0` of who has just signed in", () -> afterwards(0, "max_age", "0"),
        "`max_age=300` of who has signed in 301 s ago, with `prompt=none`",
            () -> afterwards(301, "max_age", "300", "prompt", "none"),
        "`max_age=300`: lifetime of the access token",
            () -> lifetime("max_age", "300") == lifetime() ? "as without" : "other than without",
        "`max_age=-1`", () -> denied(fixture.pick(ADELE, "max_age", "-1")),
        "`max_age=x`", () -> denied(fixture.pick(ADELE, "max_age", "x")));
  }

  private Map<String, Callable<String>> ofScopes() {
    return Map.of(
        "no `scope`", () -> deniedScope(""),
        "a scope that its resource does not have", () -> deniedScope("openid nonsense"),
        "a scope of a resource that does not exist", () -> deniedScope("openid api://x/y"),
        "`Chat`, `Chat.Join` or `Chat.Join.Limited` of Communication Services Clients",
            this::deniedChat);
  }

  private String deniedScope(String scope) throws Exception {
    return denied(SignInFixture.fragment(fixture.authorize(request("scope", scope))));
  }

  private String deniedChat() throws Exception {
    Set<String> answers = new TreeSet<>();
    for (String name : List.of("Chat", "Chat.Join", "Chat.Join.Limited")) {
      answers.add(deniedScope("https://communication.azure.com/clients/" + name));
    }
    return String.join(" and ", answers);
  }

  /** What comes of a request of an application that knows who signed in so long ago. */
  private String afterwards(int seconds, String... changes) throws Exception {
    Map<String, String> first = request();
    first.put(AuthorizeEndpoint.PICKED, ADELE);
    String cookie =
        fixture.authorize(first).headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    clock.pass(Duration.ofSeconds(seconds));
    Map<String, String> again = request(changes);
    again.put("login_hint", ADELE);
    HttpResponse<String> response = fixture.authorize(again, "Cookie", cookie);
    if (response.statusCode() == 200) {
      return response.body().contains("Pick a person") ? "has to sign in again" : response.body();
    }
    Map<String, String> back = SignInFixture.fragment(response);
    return back.containsKey("error") ? denied(back) : dated(back);
  }

  private String dated(Map<String, String> back) throws Exception {
    Map<String, Object> tokens = fixture.token(redemption(text(back, "code")));
    JWTClaimsSet claims = JWTParser.parse(text(tokens, "id_token")).getJWTClaimsSet();
    if (claims.getClaim("auth_time") == null) {
      return "no `auth_time`";
    }
    long ago = clock.instant().getEpochSecond() - claims.getLongClaim("auth_time");
    return "`auth_time`: " + (ago == 0 ? "now" : ago + " s ago");
  }

  private long lifetime(String... changes) throws Exception {
    String token = text(fixture.signIn(ADELE, changes), "access_token");
    JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
    return Duration.between(
            claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant())
        .toMillis();
  }

  private static String denied(Map<String, String> back) {
    String description = Objects.toString(back.get("error_description"), back.toString());
    return back.get("error") + ", " + description.split(":", 2)[0];
  }
}
