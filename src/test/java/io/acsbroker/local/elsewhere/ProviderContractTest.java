package io.acsbroker.local.elsewhere;

import static io.acsbroker.local.elsewhere.ProviderClient.json;
import static io.acsbroker.local.elsewhere.ProviderClient.machine;
import static io.acsbroker.local.elsewhere.ProviderClient.redemption;
import static io.acsbroker.local.elsewhere.ProviderClient.request;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.acsbroker.fixture.EmulatorContract;
import io.acsbroker.fixture.ManualClock;
import io.acsbroker.local.entra.SampleDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What OpenID Connect and OAuth ask of every provider, of the company's own sign-in. */
class ProviderContractTest {
  private static final String ADELE = SampleDirectory.ADELE.userName();
  private static final Set<String> REQUIRED =
      Set.of(
          "issuer",
          "authorization_endpoint",
          "token_endpoint",
          "jwks_uri",
          "response_types_supported",
          "subject_types_supported",
          "id_token_signing_alg_values_supported");

  private final ManualClock clock = new ManualClock();
  @AutoClose private final OpenIdProvider provider = start();
  @AutoClose private final ProviderClient client = new ProviderClient(provider);

  private OpenIdProvider start() {
    try {
      return OpenIdProvider.start(0, SampleDirectory.DIRECTORY, clock);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @TestFactory
  Stream<DynamicTest> answersAsAProviderHasTo() throws Exception {
    Map<String, Callable<String>> probes = new LinkedHashMap<>(ofMetadata());
    probes.putAll(ofTokens());
    probes.putAll(ofRefusedCodes());
    probes.putAll(ofRequests());
    probes.putAll(ofOtherGrants());
    return new EmulatorContract("elsewhere").tests(probes);
  }

  private Map<String, Callable<String>> ofMetadata() {
    return Map.of(
        "its configuration: the issuer",
        () ->
            claims("access_token").getIssuer().equals(configuration().get("issuer"))
                ? "exactly the `iss` of its tokens"
                : "another",
        "its configuration: what is required of every provider",
        () ->
            configuration().keySet().containsAll(REQUIRED)
                    && List.of("RS256")
                        .equals(configuration().get("id_token_signing_alg_values_supported"))
                ? "all of it, RS256 for id tokens among it"
                : configuration().toString(),
        "its keys",
        () ->
            keys().getKeys().size() == 1
                    && !keys().getKeys().getFirst().isPrivate()
                    && keys().getKeys().getFirst().getKeyID() != null
                ? "the public half of one, with `kid`"
                : keys().toString());
  }

  private Map<String, Callable<String>> ofTokens() {
    return Map.of(
        "a code, redeemed: the access token",
        () ->
            "typ "
                + token("access_token").getHeader().getType()
                + ", with "
                + Stream.of("iss", "exp", "aud", "sub", "client_id", "iat", "jti", "scope")
                    .filter(claims("access_token").getClaims()::containsKey)
                    .collect(Collectors.joining(", ")),
        "a code, redeemed: the id token",
        () ->
            claims("id_token").getAudience().equals(List.of(OpenIdProvider.PAGE_CLIENT))
                    && "a nonce".equals(claims("id_token").getClaim("nonce"))
                ? "typ "
                    + token("id_token").getHeader().getType()
                    + ", for the client, with the `nonce` of the request, by the same key"
                : claims("id_token").toString(),
        "a code, redeemed: who may keep the answer",
        () ->
            client
                .token(redemption(code()))
                .headers()
                .firstValue("Cache-Control")
                .orElse("anybody"),
        "a code of a request without `openid`, redeemed",
        () -> {
          HttpResponse<String> answer = client.token(redemption(code("scope", "calls")));
          return answer.statusCode()
              + (json(answer).containsKey("id_token") ? ", an id token" : ", no id token");
        },
        "a code of a request with a scope that nobody knows, redeemed",
        () -> {
          HttpResponse<String> answer = client.token(redemption(code("scope", "calls fly")));
          return answer.statusCode()
              + ("calls".equals(json(answer).get("scope")) ? ", the scope is left out" : ", kept");
        });
  }

  private Map<String, Callable<String>> ofRefusedCodes() {
    return Map.of(
        "a code, redeemed twice",
        () -> {
          String code = code();
          client.token(redemption(code));
          return refusal(client.token(redemption(code)));
        },
        "a code, redeemed with another `code_verifier`",
        () -> refusal(client.token(redemption(code(), "code_verifier", "x".repeat(43)))),
        "a code, redeemed with another `redirect_uri`",
        () -> refusal(client.token(redemption(code(), "redirect_uri", ProviderClient.PAGE + "/b"))),
        "a code, redeemed by another client",
        () -> refusal(client.token(redemption(code(), "client_id", OpenIdProvider.MACHINE_CLIENT))),
        "a code of more than a minute ago, redeemed",
        () -> {
          String code = code();
          clock.pass(Duration.ofSeconds(61));
          return refusal(client.token(redemption(code)));
        });
  }

  private Map<String, Callable<String>> ofRequests() {
    return Map.of(
        "the answer to a request for a code",
        () -> String.join(", ", client.pick(ADELE).keySet()),
        "a person who cancels",
        () -> {
          Map<String, String> request = request();
          request.put(AuthorizeEndpoint.PICKED, "");
          return told(request);
        },
        "a request for a code without PKCE",
        () -> told(request("code_challenge", "")),
        "a request for a code with PKCE, `plain`",
        () -> told(request("code_challenge_method", "plain")),
        "`response_type=token`",
        () -> told(request("response_type", "token")),
        "`prompt=none`",
        () -> told(request("prompt", "none")),
        "a request for a code of an unknown client",
        () -> stays(request("client_id", "nobody")),
        "a request for a code to a page of another machine",
        () -> stays(request("redirect_uri", "https://attacker.example/back")));
  }

  private Map<String, Callable<String>> ofOtherGrants() {
    return Map.of(
        "client credentials",
        () -> ofItself(client.token(machine(OpenIdProvider.MACHINE_SECRET))),
        "client credentials in the header `Authorization`",
        () ->
            ofItself(
                client.token(Map.of("grant_type", "client_credentials"), "Authorization", basic())),
        "client credentials with another secret",
        () -> {
          HttpResponse<String> answer = client.token(machine("guessed"));
          return refusal(answer)
              + answer
                  .headers()
                  .firstValue("WWW-Authenticate")
                  .map(it -> ", " + it)
                  .orElse("")
                  .replaceAll(" realm=.*", "");
        },
        "`grant_type=password`",
        () -> refusal(client.token(Map.of("grant_type", "password"))),
        "no `grant_type`",
        () -> refusal(client.token(Map.of())),
        "`grant_type` twice",
        () -> refusal(client.post("grant_type=client_credentials&grant_type=authorization_code")));
  }

  private String code(String... changes) throws Exception {
    return client.pick(ADELE, changes).getOrDefault("code", "");
  }

  private static String refusal(HttpResponse<String> response) throws Exception {
    return response.statusCode() + " " + json(response).get("error");
  }

  private String told(Map<String, String> request) throws Exception {
    Map<String, String> told = ProviderClient.told(client.authorize(request));
    boolean tied = "a state".equals(told.get("state")) && provider.issuer().equals(told.get("iss"));
    return told.get("error") + (tied ? ", with state and iss" : "");
  }

  private String stays(Map<String, String> request) throws Exception {
    HttpResponse<String> answer = client.authorize(request);
    return answer.statusCode()
        + (answer.headers().firstValue("location").isEmpty() ? ", and the browser stays" : "");
  }

  private static String ofItself(HttpResponse<String> answer) throws Exception {
    JWTClaimsSet claims =
        SignedJWT.parse(String.valueOf(json(answer).get("access_token"))).getJWTClaimsSet();
    return claims.getSubject().equals(claims.getClaim("client_id"))
        ? "a token whose `sub` is its `client_id`"
        : claims.toString();
  }

  private static String basic() {
    String pair = OpenIdProvider.MACHINE_CLIENT + ":" + OpenIdProvider.MACHINE_SECRET;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private Map<String, Object> configuration() throws Exception {
    return json(client.get("/.well-known/openid-configuration"));
  }

  private JWKSet keys() throws Exception {
    return JWKSet.parse(client.get("/keys").body());
  }

  private JWTClaimsSet claims(String member) throws Exception {
    return token(member).getJWTClaimsSet();
  }

  /** A token of Adele's, whose signature holds by the published key. */
  private SignedJWT token(String member) throws Exception {
    SignedJWT token =
        SignedJWT.parse(String.valueOf(json(client.token(redemption(code()))).get(member)));
    RSAKey key = (RSAKey) keys().getKeyByKeyId(token.getHeader().getKeyID());
    if (!token.verify(new RSASSAVerifier(key))) {
      throw new AssertionError("signed by another key than the one that is published");
    }
    return token;
  }
}
