package io.acsbroker.local.elsewhere;

import com.nimbusds.jose.jwk.JWKSet;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.net.Lazy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The tokens of the company's own sign-in, all signed with one key, which is made when it is first
 * wanted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9068">RFC 9068, JWT access tokens</a>
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">Id tokens</a>
 */
final class SignedTokens {
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private final String issuer;
  private final InstantSource clock;
  private final Lazy<SigningKey> key = new Lazy<>(SigningKey::generate);

  SignedTokens(String issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  JWKSet keys() {
    return key.get().keys();
  }

  /** The claims of an access token of a person's. */
  Map<String, Object> claims(Account account, String clientId, String scope, Duration lifetime) {
    Map<String, Object> claims = claims(account.subject(), clientId, scope, lifetime);
    account.extension().ifPresent(entra -> claims.put("ext", entra));
    return claims;
  }

  /** The claims of an access token that an application has for itself: it is its own subject. */
  Map<String, Object> claimsOfMachine(String clientId, String scope, Duration lifetime) {
    return claims(clientId, clientId, scope, lifetime);
  }

  private Map<String, Object> claims(
      String subject, String clientId, String scope, Duration lifetime) {
    Map<String, Object> claims = claims(subject, OpenIdProvider.AUDIENCE, lifetime);
    claims.put("client_id", clientId);
    claims.put("jti", UUID.randomUUID().toString());
    if (!scope.isEmpty()) {
      claims.put("scope", scope);
    }
    return claims;
  }

  /**
   * The claims of an id token.
   *
   * @param nonce empty for none
   */
  Map<String, Object> idClaims(Account account, String clientId, String nonce) {
    Map<String, Object> claims = claims(account.subject(), clientId, LIFETIME);
    claims.put("name", account.name());
    if (!nonce.isEmpty()) {
      claims.put("nonce", nonce);
    }
    return claims;
  }

  private Map<String, Object> claims(String subject, String audience, Duration lifetime) {
    Instant now = clock.instant();
    Instant expiry = now.plus(lifetime);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", subject);
    claims.put("aud", audience);
    // One that has expired was once valid
    Instant issued = lifetime.isPositive() ? now : expiry.minus(LIFETIME);
    claims.put("iat", issued.getEpochSecond());
    claims.put("exp", expiry.getEpochSecond());
    return claims;
  }

  String access(Map<String, Object> claims) {
    return sign("at+jwt", claims);
  }

  String id(Map<String, Object> claims) {
    return sign("JWT", claims);
  }

  private String sign(String type, Map<String, Object> claims) {
    Map<String, Object> header = key.get().header();
    header.put("typ", type);
    return key.get().sign(header, claims);
  }
}
