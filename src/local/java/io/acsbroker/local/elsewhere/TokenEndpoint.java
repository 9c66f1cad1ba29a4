package io.acsbroker.local.elsewhere;

import io.acsbroker.local.entra.BasicCredentials;
import io.acsbroker.local.entra.NewestEntries;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns codes into tokens of people, and the secret of a machine into one of its own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749, token endpoint</a>
 */
record TokenEndpoint(
    SignedTokens tokens, NewestEntries<AuthorizationCode> codes, InstantSource clock) {
  CannedAnswer answer(LoopbackRequest http) {
    return decided(http).with("Cache-Control", "no-store");
  }

  private CannedAnswer decided(LoopbackRequest http) {
    Optional<String> repeated = http.repeatedParameter();
    if (repeated.isPresent()) {
      return OAuthError.request(repeated.get() + " is there more than once.").answer();
    }
    Map<String, String> form = BasicCredentials.inForm(http).form();
    return switch (form.getOrDefault("grant_type", "")) {
      case "authorization_code" -> ofCode(form);
      case "client_credentials" -> ofMachine(form);
      case "" -> OAuthError.request("grant_type is missing.").answer();
      default ->
          new OAuthError(
                  "unsupported_grant_type",
                  "grant_type is authorization_code or client_credentials.")
              .answer();
    };
  }

  private CannedAnswer ofCode(Map<String, String> form) {
    return codes
        .take(form.getOrDefault("code", ""))
        .filter(code -> code.until().isAfter(clock.instant()) && code.isOf(form))
        .map(this::granted)
        .orElseGet(
            () ->
                OAuthError.grant(
                        "The code is unknown, used or expired, or of another client, redirect_uri"
                            + " or code_verifier.")
                    .answer());
  }

  private CannedAnswer granted(AuthorizationCode code) {
    String clientId = code.parameter("client_id");
    List<String> asked = Arrays.asList(code.parameter("scope").split(" ", -1));
    Map<String, Object> body =
        body(tokens.claims(code.account(), clientId, known(asked), SignedTokens.LIFETIME));
    if (asked.contains("openid")) {
      body.put(
          "id_token",
          tokens.id(tokens.idClaims(code.account(), clientId, code.parameter("nonce"))));
    }
    return CannedAnswer.json(200, body);
  }

  /** Others are not understood, and are left out, as OpenID Connect has it. */
  private static String known(List<String> asked) {
    return asked.stream()
        .filter(OpenIdProvider.SCOPES::contains)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private CannedAnswer ofMachine(Map<String, String> form) {
    boolean known =
        OpenIdProvider.MACHINE_CLIENT.equals(form.get("client_id"))
            && OpenIdProvider.MACHINE_SECRET.equals(form.get("client_secret"));
    if (!known) {
      return new OAuthError("invalid_client", "No such machine, or another secret.").answer();
    }
    return CannedAnswer.json(
        200,
        body(
            tokens.claimsOfMachine(
                OpenIdProvider.MACHINE_CLIENT, OpenIdProvider.SCOPE, SignedTokens.LIFETIME)));
  }

  private Map<String, Object> body(Map<String, Object> claims) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("access_token", tokens.access(claims));
    body.put("token_type", "Bearer");
    body.put("expires_in", SignedTokens.LIFETIME.toSeconds());
    body.put("scope", claims.getOrDefault("scope", ""));
    return body;
  }
}
