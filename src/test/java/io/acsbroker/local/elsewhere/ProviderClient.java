package io.acsbroker.local.elsewhere;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.fixture.FormEncoding;
import io.acsbroker.local.entra.Sha256;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A page that signs people in at the provider, as far as it is a browser. */
record ProviderClient(OpenIdProvider provider, HttpClient http) implements AutoCloseable {
  static final String PAGE = "http://localhost:5173/back";
  private static final String VERIFIER = "a-verifier-that-nobody-else-knows-0123456789";

  ProviderClient(OpenIdProvider provider) {
    this(provider, HttpClient.newHttpClient());
  }

  /** A good request for a code; a value of "" takes a parameter away. */
  static Map<String, String> request(String... changes) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", OpenIdProvider.PAGE_CLIENT);
    request.put("redirect_uri", PAGE);
    request.put("response_type", "code");
    request.put("scope", "openid calls");
    request.put("state", "a state");
    request.put("nonce", "a nonce");
    request.put("code_challenge", Sha256.of(VERIFIER));
    request.put("code_challenge_method", "S256");
    return changed(request, changes);
  }

  static Map<String, String> redemption(String code, String... changes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", OpenIdProvider.PAGE_CLIENT);
    form.put("redirect_uri", PAGE);
    form.put("code", code);
    form.put("code_verifier", VERIFIER);
    return changed(form, changes);
  }

  static Map<String, String> machine(String secret) {
    return Map.of(
        "grant_type",
        "client_credentials",
        "client_id",
        OpenIdProvider.MACHINE_CLIENT,
        "client_secret",
        secret);
  }

  private static Map<String, String> changed(Map<String, String> good, String... changes) {
    for (int i = 0; i < changes.length; i += 2) {
      good.put(changes[i], changes[i + 1]);
    }
    good.values().removeIf(String::isEmpty);
    return good;
  }

  HttpResponse<String> authorize(Map<String, String> request) throws Exception {
    return get("/authorize?" + FormEncoding.of(request));
  }

  /** What the page is told when this person is picked. */
  Map<String, String> pick(String userName, String... changes) throws Exception {
    Map<String, String> request = request(changes);
    request.put(AuthorizeEndpoint.PICKED, userName);
    return told(authorize(request));
  }

  /** What the page is told in the query of its address. */
  static Map<String, String> told(HttpResponse<String> response) {
    String location = response.headers().firstValue("location").orElseThrow();
    Map<String, String> told = new LinkedHashMap<>();
    for (String pair : location.substring(location.indexOf('?') + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      told.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return told;
  }

  HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(provider.issuer() + path)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> token(Map<String, String> form, String... headers) throws Exception {
    return post(FormEncoding.of(form), headers);
  }

  HttpResponse<String> post(String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(provider.issuer() + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    return http.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  static Map<String, Object> json(HttpResponse<String> response) throws ParseException {
    return JSONObjectUtils.parse(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
