package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.TokenVersion;
import java.util.Optional;

/**
 * Tells an id token from an access token. It is for the application that signed the user in, so
 * that its {@code aud} is that application's id in both versions; it has no scopes, and mostly does
 * not name its client, which would be the same.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">ID
 *     token claims</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-tokens">ID tokens, of which
 *     there is a sample in each version</a>
 */
final class IdToken {
  private IdToken() {}

  /** Whether Entra issued the token for the application itself, to say who has signed in. */
  static boolean is(JsonObject claims, TokenVersion version) {
    String client = version.clientClaim();
    Optional<String> audience = claims.string("aud");
    return audience.flatMap(ClientId::parse).isPresent()
        && !claims.has("scp")
        && !DelegationCheck.isOfApplication(claims)
        && (!claims.has(client) || claims.string(client).equals(audience))
        && !claims.has(version.other().clientClaim());
  }
}
