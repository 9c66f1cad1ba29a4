package io.acsbroker.processes;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.fixture.FormEncoding;
import io.acsbroker.local.entra.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * npm's {@code oidc-provider} in a process of its own, and somebody in a browser who signs in
 * there.
 *
 * @param issuer its address, and the {@code iss} of its tokens
 */
record OidcProvider(Process process, String issuer) implements AutoCloseable {
  static final String AUDIENCE = "https://calls.acme.example";
  private static final String PAGE = "http://127.0.0.1/back";
  private static final String VERIFIER = "a-verifier-that-nobody-else-knows-0123456789";
  private static final int MOST_STEPS = 12;

  /**
   * Starts what npm has installed.
   *
   * @param algorithm RS256 or ES256, of its only key
   * @param accounts who can sign in there, each with what its tokens say of them in {@code ext}
   */
  static OidcProvider start(Path installed, String algorithm, Map<String, ?> accounts)
      throws IOException {
    Process process =
        new ProcessBuilder(
                "node", "provider.js", algorithm, AUDIENCE, JSONObjectUtils.toJSONString(accounts))
            .directory(installed.toFile())
            .redirectErrorStream(true)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("issuer ")) {
        return new OidcProvider(process, line.substring("issuer ".length()));
      }
    }
    throw new IOException("oidc-provider ends before it listens");
  }

  /** What its page gets for this person: an access token and an id token. */
  Map<String, Object> signIn(String account) throws Exception {
    try (HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      Map<String, String> request =
          Map.of(
              "client_id", "their-page",
              "redirect_uri", PAGE,
              "response_type", "code",
              "scope", "openid calls",
              "resource", AUDIENCE,
              "nonce", "a nonce",
              "code_challenge", Sha256.of(VERIFIER),
              "code_challenge_method", "S256");
      URI address = URI.create(issuer + "/auth?" + FormEncoding.of(request));
      for (int steps = 0; steps < MOST_STEPS; steps++) {
        if (address.toString().startsWith(PAGE + "?")) {
          return redeemed(browser, codeIn(address));
        }
        address = next(browser, address, account);
      }
      throw new IOException("no code after so many pages: " + address.getPath());
    }
  }

  /** What its machine gets for its secret. */
  Map<String, Object> machine() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return token(
          client,
          Map.of(
              "grant_type", "client_credentials",
              "client_id", "their-machine",
              "client_secret", "known-to-everybody",
              "scope", "calls",
              "resource", AUDIENCE));
    }
  }

  /** Where a redirect leads, or the form on the page once the person has filled it in. */
  private static URI next(HttpClient browser, URI address, String account) throws Exception {
    HttpResponse<String> page =
        browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    Optional<String> elsewhere = page.headers().firstValue("location");
    if (elsewhere.isPresent()) {
      return address.resolve(elsewhere.get());
    }
    Map<String, String> form =
        page.body().contains("value=\"login\"")
            ? Map.of("prompt", "login", "login", account, "password", "any")
            : Map.of("prompt", "consent");
    HttpResponse<String> answer = browser.send(post(address, form), BodyHandlers.ofString());
    return address.resolve(answer.headers().firstValue("location").orElseThrow());
  }

  private static String codeIn(URI address) throws IOException {
    for (String pair : address.getRawQuery().split("&", -1)) {
      if (pair.startsWith("code=")) {
        return URLDecoder.decode(pair.substring("code=".length()), StandardCharsets.UTF_8);
      }
    }
    throw new IOException("refused: " + address.getRawQuery());
  }

  private Map<String, Object> redeemed(HttpClient client, String code) throws Exception {
    return token(
        client,
        Map.of(
            "grant_type", "authorization_code",
            "client_id", "their-page",
            "redirect_uri", PAGE,
            "code", code,
            "code_verifier", VERIFIER,
            "resource", AUDIENCE));
  }

  private Map<String, Object> token(HttpClient client, Map<String, String> form) throws Exception {
    HttpResponse<String> response =
        client.send(post(URI.create(issuer + "/token"), form), BodyHandlers.ofString());
    return JSONObjectUtils.parse(response.body());
  }

  private static HttpRequest post(URI address, Map<String, String> form) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(FormEncoding.of(form)))
        .build();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
