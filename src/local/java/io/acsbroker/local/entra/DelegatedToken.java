package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A token for ACS that the broker's API gets on behalf of a user, with a refresh token where it
 * asks for {@code offline_access}.
 */
record DelegatedToken(Delegation delegation, AskedScopes scopes, String authenticationClass) {
  /** How long refresh tokens last that no page of a browser has got. */
  private static final Duration REFRESHABLE = ApplicationKind.PUBLIC_CLIENT.refreshTokenLifetime();

  /** The answer of the token endpoint, with a token that meets what the user's token met. */
  CannedAnswer answer(EntraEmulator entra, UnaryOperator<Map<String, Object>> change) {
    TokenOrder order =
        TokenOrder.forUser(delegation.user())
            .withClientId(entra.directory().brokerApi().clientId())
            .withAudience(scopes.audience())
            .withScopes(scopes.inToken());
    Map<String, Object> claims = entra.claims(order);
    claims.put("appidacr", authenticationClass);
    String token = entra.sign(entra.header(order), change.apply(claims));
    entra.inherit(delegation.callerToken(), token);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token_type", "Bearer");
    body.put("scope", scope());
    body.put("expires_in", order.lifetime().toSeconds());
    body.put("ext_expires_in", order.lifetime().toSeconds());
    body.put("access_token", token);
    if (scopes.offline()) {
      RefreshTokens refreshTokens = entra.onBehalfOf().refreshTokens();
      body.put("refresh_token", refreshTokens.give(delegation.with(scopes), REFRESHABLE));
    }
    return CannedAnswer.json(200, body);
  }

  private String scope() {
    String resource = scopes.audience();
    return scopes.inToken().stream()
        .map(scope -> resource + "/" + scope)
        .collect(Collectors.joining(" "));
  }
}
