package io.acsbroker.local.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.fixture.FormEncoding;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.SampleDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An application of the local cloud, as far as it is a browser. */
final class SignInFixture implements AutoCloseable {
  static final String ORIGIN = "http://localhost:5173";
  static final String PAGE = "http://localhost:5173/redirect.html";
  static final String VERIFIER = "a-verifier-that-nobody-else-knows-0123456789";
  static final String ACS_SCOPE = "https://auth.msft.communication.azure.com/Teams.ManageCalls";

  final EntraEmulator entra;
  final SignIn signIn;
  private final HttpClient client = HttpClient.newHttpClient();

  SignInFixture(InstantSource clock) {
    try {
      entra = EntraEmulator.start(0, clock);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    signIn = new SignIn(entra, (user, clientId, resource) -> Optional.empty(), clock);
    entra.mount(signIn::answer);
  }

  /** A good request for a code; a value of "" takes a parameter away. */
  static Map<String, String> request(String... changes) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", SampleDirectory.CLIENT_ID);
    request.put("redirect_uri", PAGE);
    request.put("response_type", "code");
    request.put("response_mode", "fragment");
    request.put("scope", "openid profile offline_access " + ACS_SCOPE);
    request.put("state", "a state");
    request.put("nonce", "a nonce");
    request.put("code_challenge", Base64URL.encode(hash).toString());
    request.put("code_challenge_method", "S256");
    return changed(request, changes);
  }

  static Map<String, String> changed(Map<String, String> good, String... changes) {
    Map<String, String> changed = new LinkedHashMap<>(good);
    for (int i = 0; i < changes.length; i += 2) {
      changed.put(changes[i], changes[i + 1]);
    }
    changed.values().removeIf(String::isEmpty);
    return changed;
  }

  HttpResponse<String> authorize(Map<String, String> request, String... headers)
      throws IOException, InterruptedException {
    return authorizeAt("organizations", request, headers);
  }

  HttpResponse<String> authorizeAt(String tenant, Map<String, String> request, String... headers)
      throws IOException, InterruptedException {
    return get("/" + tenant + "/oauth2/v2.0/authorize?" + FormEncoding.of(request), headers);
  }

  HttpResponse<String> get(String target, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(entra.authority() + target));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Picks a person, and returns what the application gets behind the # of its page. */
  Map<String, String> pick(String userName, String... changes) throws Exception {
    Map<String, String> request = request(changes);
    request.put(AuthorizeEndpoint.PICKED, userName);
    return fragment(authorize(request));
  }

  /** Picks a person, and returns what the application gets for the code. */
  Map<String, Object> signIn(String userName, String... changes) throws Exception {
    return token(redemption(text(pick(userName, changes), "code")));
  }

  static String text(Map<String, ?> answer, String name) {
    return Objects.toString(answer.get(name), "");
  }

  static Map<String, String> fragment(HttpResponse<String> response) {
    String location = response.headers().firstValue("location").orElseThrow();
    Map<String, String> values = new HashMap<>();
    for (String pair : location.substring(location.indexOf('#') + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  static Map<String, String> redemption(String code, String... changes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", SampleDirectory.CLIENT_ID);
    form.put("redirect_uri", PAGE);
    form.put("code", code);
    form.put("code_verifier", VERIFIER);
    return changed(form, changes);
  }

  /** A good request for tokens by the refresh token of others. */
  static Map<String, String> refresh(Map<String, Object> tokens, String... changes) {
    return changed(
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            SampleDirectory.CLIENT_ID,
            "scope",
            "openid offline_access " + ACS_SCOPE,
            "refresh_token",
            text(tokens, "refresh_token")),
        changes);
  }

  /** What a token says that its signature holds for. */
  JWTClaimsSet claims(Map<String, Object> tokens, String name) {
    return entra.verified(text(tokens, name)).orElseThrow();
  }

  /** Asserts that there are no tokens, for the reason of this number of Entra's. */
  static void assertRefused(int number, Map<String, Object> answer) {
    assertEquals(List.of((long) number), answer.get("error_codes"), answer.toString());
  }

  /** What a page of this machine gets for this. */
  Map<String, Object> token(Map<String, String> form)
      throws IOException, InterruptedException, ParseException {
    return token(form, "Origin", ORIGIN);
  }

  /** What a client gets for this that sends these headers; a program sends no {@code Origin}. */
  Map<String, Object> token(Map<String, String> form, String... headers)
      throws IOException, InterruptedException, ParseException {
    return JSONObjectUtils.parse(post("/organizations/oauth2/v2.0/token", form, headers).body());
  }

  HttpResponse<String> post(String target, Map<String, String> form, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(entra.authority() + target))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(FormEncoding.of(form)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** What comes of a redemption that three make at once: {@code granted}, or Entra's numbers. */
  static List<String> byThreeAtOnce(Callable<Map<String, Object>> redemption) throws Exception {
    List<String> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (Future<Map<String, Object>> answer :
          threads.invokeAll(Collections.nCopies(3, redemption))) {
        outcomes.add(
            answer.get().containsKey("access_token")
                ? "granted"
                : String.valueOf(answer.get().get("error_codes")));
      }
    }
    Collections.sort(outcomes);
    return outcomes;
  }

  @Override
  public void close() {
    client.close();
    entra.close();
  }
}
