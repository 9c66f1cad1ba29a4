package io.acsbroker.overhttp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acsbroker.json.JsonObject;
import io.acsbroker.local.entra.SampleUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page with MSAL for the browser, version 2, as far as Entra sees it: what @azure/msal-browser
 * 2.27.0 and 2.39.0 send, seen in Chromium, but for telemetry.
 */
final class MsalPage {
  private static final String VERIFIER = "lc-a-verifier-that-nobody-else-knows-0123456789";
  private static final String OPENID = "openid profile offline_access";

  private final String clientId;
  private final SampleUser user;
  private final URI redirect;

  /** What the token endpoint has answered, the newest last. */
  private final List<JsonObject> cache = new ArrayList<>();

  MsalPage(String clientId, SampleUser user, String redirect) {
    this.clientId = clientId;
    this.user = user;
    this.redirect = URI.create(redirect);
  }

  /** {@code loginPopup} with these scopes and nothing else. */
  void login(String... scopes) {
    login(List.of(scopes), List.of(), "");
  }

  /** {@code loginPopup}: {@code prompt} is empty where the page says nothing of it. */
  void login(List<String> scopes, List<String> extraScopesToConsent, String prompt) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", clientId);
    request.put("scope", scopes(Stream.concat(scopes.stream(), extraScopesToConsent.stream())));
    request.put("redirect_uri", redirect.toString());
    request.put("response_mode", "fragment");
    request.put("response_type", "code");
    request.put("client_info", "1");
    request.put("code_challenge", challenge());
    request.put("code_challenge_method", "S256");
    request.put("nonce", "a nonce");
    request.put("state", "a state");
    if (!prompt.isEmpty()) {
      request.put("prompt", prompt);
    }
    assertTrue(authorize(request).body().contains(user.userName()), "nobody can be picked");
    request.put("local_user", user.userName());
    redeem(fragment(authorize(request)), scopes);
  }

  /** {@code acquireTokenSilent}: from what is there already, or by the refresh token. */
  JsonObject silently(String... scopes) {
    return cache.reversed().stream()
        .filter(answer -> granted(answer).containsAll(lower(Arrays.asList(scopes))))
        .findFirst()
        .orElseGet(() -> refresh(List.of(scopes)));
  }

  /** The access token of an answer. */
  static String accessToken(JsonObject answer) {
    return answer.string("access_token").orElseThrow();
  }

  /** The id token of the login. */
  String idToken() {
    return cache.getFirst().string("id_token").orElseThrow();
  }

  /** How often the token endpoint has answered. */
  int answers() {
    return cache.size();
  }

  /** {@code uniqueId} of an answer of MSAL's: the user's object id, from the id token. */
  String uniqueId() {
    String claims = new String(Base64.getUrlDecoder().decode(idToken().split("\\.", -1)[1]), UTF_8);
    return JsonObject.parse(claims).flatMap(it -> it.string("oid")).orElseThrow();
  }

  private void redeem(Map<String, String> back, List<String> scopes) {
    assertEquals("a state", back.get("state"), back.toString());
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", clientId);
    form.put("redirect_uri", redirect.toString());
    form.put("scope", scopes(scopes.stream()));
    form.put("code", back.getOrDefault("code", ""));
    form.put("code_verifier", VERIFIER);
    form.put("grant_type", "authorization_code");
    form.put("client_info", "1");
    token(form);
  }

  private JsonObject refresh(List<String> scopes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", clientId);
    form.put("scope", scopes(scopes.stream()));
    form.put("grant_type", "refresh_token");
    form.put("client_info", "1");
    form.put("refresh_token", cache.getLast().string("refresh_token").orElseThrow());
    return token(form);
  }

  private JsonObject token(Map<String, String> form) {
    HttpResponse<String> response =
        posted(
            HttpRequest.newBuilder(endpoint("token"))
                .header("Origin", "http://" + redirect.getAuthority())
                .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .POST(BodyPublishers.ofString(encoded(form))));
    assertEquals(200, response.statusCode(), response.body());
    JsonObject answer = RunningBroker.json(response);
    cache.add(answer);
    return answer;
  }

  /** On a new connection: a browser repeats a POST that met a closed one, and this client none. */
  private static HttpResponse<String> posted(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private HttpResponse<String> authorize(Map<String, String> request) {
    return RunningBroker.send(
        HttpRequest.newBuilder(URI.create(endpoint("authorize") + "?" + encoded(request))));
  }

  private URI endpoint(String name) {
    return URI.create(
        "%s/%s/oauth2/v2.0/%s"
            .formatted(
                RunningBroker.CLOUD.entra().authority(), user.organisation().tenantId(), name));
  }

  private static String scopes(Stream<String> asked) {
    return Stream.concat(asked, Stream.of(OPENID.split(" ", -1)))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static Set<String> granted(JsonObject answer) {
    return lower(Arrays.asList(answer.string("scope").orElse("").split(" ", -1)));
  }

  /** MSAL compares scopes so. */
  private static Set<String> lower(List<String> scopes) {
    return scopes.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static Map<String, String> fragment(HttpResponse<String> response) {
    String location = response.headers().firstValue("location").orElseThrow();
    return Stream.of(location.substring(location.indexOf('#') + 1).split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static String encoded(Map<String, String> values) {
    return values.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("&"));
  }

  private static String challenge() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
