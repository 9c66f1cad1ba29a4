package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A token for ACS that the broker's API gets on behalf of a user. */
record DelegatedToken(SampleUser user, RequestedScopes scopes, String authenticationClass) {

  /** The answer of the token endpoint, with a token that meets what the user's token met. */
  CannedAnswer answer(
      EntraEmulator entra, UnaryOperator<Map<String, Object>> change, String callerToken) {
    TokenOrder order =
        TokenOrder.forUser(user)
            .withClientId(entra.directory().brokerApi().clientId())
            .withAudience(scopes.audience())
            .withScopes(scopes.granted());
    Map<String, Object> claims = entra.claims(order);
    claims.put("appidacr", authenticationClass);
    String token = entra.sign(entra.header(order), change.apply(claims));
    entra.inherit(callerToken, token);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token_type", "Bearer");
    body.put("scope", scope());
    body.put("expires_in", order.lifetime().toSeconds());
    body.put("ext_expires_in", order.lifetime().toSeconds());
    body.put("access_token", token);
    return CannedAnswer.json(200, body);
  }

  private String scope() {
    String resource = scopes.audience();
    return scopes.granted().stream()
        .map(scope -> resource + "/" + scope)
        .collect(Collectors.joining(" "));
  }
}
