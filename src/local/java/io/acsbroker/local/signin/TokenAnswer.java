package io.acsbroker.local.signin;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.EntraEmulator;
import io.acsbroker.local.entra.RefreshTokens;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.TokenOrder;
import io.acsbroker.local.net.CannedAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tokens of a grant as the token endpoint has them, with what MSAL reads besides.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">Claims
 *     of id tokens</a>
 */
record TokenAnswer(EntraEmulator entra, RefreshTokens refreshTokens) {
  private static final String VERSION_2 = "2.0";

  CannedAnswer answer(Grant grant) {
    TokenOrder order =
        TokenOrder.forUser(grant.user())
            .withAudience(grant.scopes().audience())
            .withClientId(grant.app().clientId())
            .withScopes(grant.scopes().inToken())
            .withClaims(grant.claims());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token_type", "Bearer");
    body.put("scope", grant.scopes().granted());
    body.put("expires_in", order.lifetime().toSeconds());
    body.put("ext_expires_in", order.lifetime().toSeconds());
    body.put("access_token", entra.token(order));
    if (grant.scopes().offline()) {
      Duration lifetime =
          grant
              .until()
              .map(refreshTokens::left)
              .orElseGet(() -> grant.app().kind().refreshTokenLifetime());
      body.put("refresh_token", refreshTokens.give(grant, lifetime));
      if (grant.app().kind() == ApplicationKind.SPA) {
        body.put("refresh_token_expires_in", lifetime.toSeconds());
      }
    }
    if (grant.scopes().identifying()) {
      body.put("id_token", idToken(grant));
    }
    body.put("client_info", clientInfo(grant.user()));
    return CannedAnswer.json(200, body);
  }

  private String idToken(Grant grant) {
    TokenOrder order =
        TokenOrder.forUser(grant.user())
            .withVersion(VERSION_2)
            .withClientId(grant.app().clientId());
    Map<String, Object> claims = entra.idClaims(order);
    claims.put("login_hint", grant.user().userName());
    if (!grant.nonce().isEmpty()) {
      claims.put("nonce", grant.nonce());
    }
    grant.authenticated().ifPresent(moment -> claims.put("auth_time", moment.getEpochSecond()));
    return entra.sign(claims);
  }

  /** Who somebody is at home, whatever tenant's guest. */
  private String clientInfo(SampleUser user) {
    SampleUser home = entra.directory().atHome(user);
    Map<String, String> ids =
        Map.of("uid", home.objectId(), "utid", home.organisation().tenantId());
    return Base64URL.encode(JSONObjectUtils.toJSONString(ids)).toString();
  }
}
