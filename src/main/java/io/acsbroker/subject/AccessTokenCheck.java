package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses what says of itself that it is another kind of token than an access token: by a claim
 * that only id tokens or logout tokens have, or by one that names the kind.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect Core,
 *     section 2, and 3.3.2.11: {@code nonce}, {@code at_hash}, {@code c_hash}</a>
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken">OpenID
 *     Connect Back-Channel Logout, section 2.4: {@code events}</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html">
 *     Amazon Cognito: {@code token_use}</a>
 * @see <a
 *     href="https://github.com/keycloak/keycloak/blob/main/core/src/main/java/org/keycloak/util/TokenUtil.java">
 *     Keycloak: {@code typ}, which is {@code Bearer}, {@code ID}, {@code Refresh}, {@code Offline}
 *     or {@code Logout}</a>
 */
final class AccessTokenCheck {
  /** That no access token has. */
  private static final List<String> OF_OTHERS = List.of("nonce", "at_hash", "c_hash", "events");

  /** What an access token says, where it has the claim. */
  private static final List<Map.Entry<String, String>> KINDS =
      List.of(Map.entry("token_use", "access"), Map.entry("typ", "Bearer"));

  private AccessTokenCheck() {}

  static Optional<Rejected> refusal(JsonObject claims) {
    for (String claim : OF_OTHERS) {
      if (claims.has(claim)) {
        return Optional.of(rejected(claim, "no such claim"));
      }
    }
    for (Map.Entry<String, String> kind : KINDS) {
      String claim = kind.getKey();
      Optional<String> said = claims.string(claim);
      if (claims.has(claim) && !said.equals(Optional.of(kind.getValue()))) {
        return Optional.of(
            rejected(claim, kind.getValue())
                .with(said.map(other -> Finding.claim(claim, other)).orElse(Finding.NONE)));
      }
    }
    return Optional.empty();
  }

  private static Rejected rejected(String claim, String expected) {
    return Rejected.claim(RejectionReason.NOT_AN_ACCESS_TOKEN, claim, expected);
  }
}
