package io.acsbroker.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleDirectory;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.node.FailureLog;
import io.acsbroker.local.node.Node;
import io.acsbroker.local.node.NodePackage;
import io.acsbroker.overhttp.RunningBroker;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Callers of an OpenID provider that was not written here, where Node is there: npm's {@code
 * oidc-provider}, which puts what the company adds under {@code ext}.
 *
 * @see <a href="https://github.com/panva/node-oidc-provider">node-oidc-provider</a>
 */
@Tag("slow")
class OidcProviderIT {
  private static final Path SOURCE = Path.of("src/test/node/oidc-provider");
  private static final Path INSTALLED = Path.of("target/node/oidc-provider");
  private static final SampleUser ADELE = SampleDirectory.ADELE;
  private static final SampleUser ALEX = SampleDirectory.ALEX;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256"})
  void itsUsersExchangeTheirOwnTokensAlone(String algorithm) throws Exception {
    install();
    try (OidcProvider provider = OidcProvider.start(INSTALLED, algorithm, accounts());
        RunningBroker broker = start(provider, algorithm)) {
      Map<String, Object> adele = provider.signIn("adele");
      String caller = String.valueOf(adele.get("access_token"));

      assertGranted(ADELE, send(broker, caller, ADELE));
      assertRefused(403, "caller_mismatch", send(broker, caller, ALEX));
      assertRefused(
          401, "token_invalid", send(broker, String.valueOf(adele.get("id_token")), ADELE));
      assertRefused(
          403,
          "caller_not_a_user",
          send(broker, String.valueOf(provider.machine().get("access_token")), ADELE));
      String stranger = String.valueOf(provider.signIn("sam").get("access_token"));
      assertRefused(401, "token_invalid", send(broker, stranger, ADELE));
    }
  }

  private void install() throws Exception {
    Optional<Node> node = Node.find();
    assumeTrue(node.isPresent(), Node.MISSING + ": nobody signed in at npm's oidc-provider");
    Path log = folder.resolve("npm.log");
    assertTrue(
        NodePackage.copy(SOURCE, INSTALLED).install(node.get(), log),
        () -> "npm ci fails: " + FailureLog.of(log));
  }

  private static Map<String, Object> accounts() {
    return Map.of("adele", inEntra(ADELE), "sam", Map.of());
  }

  private static Map<String, String> inEntra(SampleUser user) {
    return Map.of("tid", user.organisation().tenantId(), "oid", user.objectId());
  }

  private static RunningBroker start(OidcProvider provider, String algorithm) {
    return RunningBroker.start(
        settings -> {
          settings.put("BROKER_CALLER_ISSUERS", issuers(provider, algorithm));
          return settings;
        });
  }

  private static String issuers(OidcProvider provider, String algorithm) {
    return JSONObjectUtils.toJSONString(
        Map.of(
            "issuers",
            List.of(
                Map.ofEntries(
                    Map.entry("name", "acme"),
                    Map.entry("issuer", provider.issuer()),
                    Map.entry("audience", OidcProvider.AUDIENCE),
                    Map.entry("algorithms", List.of(algorithm)),
                    Map.entry("typ", List.of("at+jwt")),
                    Map.entry("clientClaim", "client_id"),
                    Map.entry("clients", List.of("their-page", "their-machine")),
                    Map.entry("scopeClaim", "scope"),
                    Map.entry("scopeForm", "text"),
                    Map.entry("requiredScopes", List.of("calls")),
                    Map.entry("binding", Map.of("tenant", "/ext/tid", "user", "/ext/oid")),
                    Map.entry("routes", List.of("exchange"))))));
  }

  private static HttpResponse<String> send(RunningBroker broker, String caller, SampleUser user) {
    String subjectToken = RunningBroker.CLOUD.entra().token(TokenOrder.forUser(user));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(broker.uri("/api/token/teams"))
            .header("Authorization", "Bearer " + caller)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"accessToken\":\"" + subjectToken + "\"}"));
    return RunningBroker.send(request);
  }

  private static void assertGranted(SampleUser user, HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    assertEquals(
        Optional.of("8:orgid:" + user.objectId()), RunningBroker.json(response).string("userId"));
  }

  private static void assertRefused(int status, String code, HttpResponse<String> response) {
    JsonObject problem = RunningBroker.json(response);
    assertEquals(
        status + " " + code, response.statusCode() + " " + problem.string("code").orElse(""));
  }
}
