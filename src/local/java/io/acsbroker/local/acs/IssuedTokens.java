package io.acsbroker.local.acs;

import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SigningKey;
import io.acsbroker.local.net.CannedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The access tokens of the resource, signed with a key that nobody else has. Those of Entra ID
 * users are encrypted as well, and so are all others on demand.
 */
final class IssuedTokens {
  /** With seven digits of a second and a numeric offset, as ACS writes it. */
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSxxx").withZone(ZoneOffset.UTC);

  private static final String USER = "skypeid";
  private static final String TEAMS_PREFIX = "orgid:";
  private static final String ACS_PREFIX = "acs:";
  private static final String ENTRA_KIND = "_wf_";
  private static final String PHONE_KIND = "_";

  /** Counts the tokens of a user, or the revocations of an identity's. */
  private static final String SESSION = "csi";

  /** A Teams user, or a user whom the resource knows by tenant and object id. */
  private static final Pattern HOLDER =
      Pattern.compile("(?:" + TEAMS_PREFIX + "|" + ACS_PREFIX + "[^_]+_(?:wf_)?[^_]+_)([^_]+)");

  private final SigningKey key = SigningKey.generate();
  private final TokenEncryption encryption = new TokenEncryption();
  private final String resourceId = UUID.randomUUID().toString();
  private final AtomicLong sessions = new AtomicLong();
  private final Map<String, Long> revoked = new ConcurrentHashMap<>();
  private volatile boolean allEncrypted;

  /** Whether all tokens are encrypted from now on, and not those of Entra ID users alone. */
  void encryptAll(boolean encrypted) {
    allEncrypted = encrypted;
  }

  /** A token for a Teams user, which expires with the Entra token. */
  CannedAnswer issue(EntraUser user, Instant now) {
    return CannedAnswer.json(
        200, token(TEAMS_PREFIX + user.objectId(), user, EntraResource.ACS, now));
  }

  /**
   * A token for a user whom the resource knows by tenant and object id, and who that is.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-rest-api-specs/tree/main/specification/communication/data-plane/Identity">
   *     The specification's examples: ids of Entra ID users have {@code wf} in them</a>
   */
  CannedAnswer issueWithIdentity(EntraUser user, EntraResource resource, Instant now) {
    String kind = resource.equals(EntraResource.ACS_CLIENTS) ? ENTRA_KIND : PHONE_KIND;
    String name = name(kind, user.tenantId(), user.objectId());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("identity", Map.of("id", "8:" + name));
    body.put("accessToken", token(name, user, resource, now));
    return CannedAnswer.json(200, body);
  }

  /** From now on none that was issued to this user for Teams Phone is good. */
  void revokeForTeamsPhone(String tenantId, String objectId) {
    revoked.put(name(PHONE_KIND, tenantId, objectId), sessions.get());
  }

  private String name(String kind, String tenantId, String objectId) {
    return ACS_PREFIX + resourceId + kind + tenantId + "_" + objectId;
  }

  /**
   * What a token of one of the resource's own identities says.
   *
   * @param generation how often the identity's tokens had been revoked when it was issued
   */
  record IdentityToken(String id, List<String> scopes, int generation, Instant expiry) {
    IdentityToken {
      scopes = List.copyOf(scopes);
    }
  }

  /** A token for an identity, as it stands in an answer. */
  Map<String, Object> issue(IdentityToken token, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(USER, token.id().substring("8:".length()));
    claims.put("acsScope", String.join(",", token.scopes()));
    claims.put(SESSION, Integer.toString(token.generation()));
    claims.put("exp", token.expiry().getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    claims.put("resourceId", resourceId);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token", compact(claims, false));
    body.put("expiresOn", RFC_3339.format(token.expiry()));
    return body;
  }

  /** What a token says that was issued here for an identity; empty for any other. */
  Optional<IdentityToken> identity(String token) {
    return verified(token)
        .filter(claims -> String.valueOf(claims.getClaim(USER)).startsWith("acs:"))
        .map(
            claims ->
                new IdentityToken(
                    "8:" + claims.getClaim(USER),
                    List.of(String.valueOf(claims.getClaim("acsScope")).split(",", -1)),
                    Integer.parseInt(String.valueOf(claims.getClaim(SESSION))),
                    claims.getExpirationTime().toInstant()));
  }

  /** The object id of the user of a token that was issued here and was not revoked. */
  Optional<String> holder(String token) {
    return verified(token)
        .filter(this::isGood)
        .map(claims -> String.valueOf(claims.getClaim(USER)))
        .map(HOLDER::matcher)
        .filter(Matcher::matches)
        .map(user -> user.group(1));
  }

  private boolean isGood(JWTClaimsSet claims) {
    long revokedUpTo = revoked.getOrDefault(String.valueOf(claims.getClaim(USER)), 0L);
    return Long.parseLong(String.valueOf(claims.getClaim(SESSION))) > revokedUpTo;
  }

  private Optional<JWTClaimsSet> verified(String token) {
    return key.verified(encryption.decrypted(token).orElse(token));
  }

  private String compact(Map<String, Object> claims, boolean encrypted) {
    String signed = key.sign(header(), claims);
    return encrypted || allEncrypted ? encryption.encrypted(signed) : signed;
  }

  private Map<String, Object> token(
      String name, EntraUser user, EntraResource resource, Instant now) {
    Map<String, Object> token = new LinkedHashMap<>();
    boolean ofEntraUser = resource.equals(EntraResource.ACS_CLIENTS);
    token.put("token", compact(claims(name, user, now), ofEntraUser));
    // Recorded ends have a fraction, and exp of an Entra token has none: it is ACS's own
    Duration fraction = Duration.between(now.truncatedTo(ChronoUnit.SECONDS), now);
    Instant expiry = user.tokenExpiry().truncatedTo(ChronoUnit.SECONDS).plus(fraction);
    token.put("expiresOn", RFC_3339.format(expiry));
    return token;
  }

  private Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("kid", key.keyId());
    header.put("x5t", key.keyId());
    header.put("typ", "JWT");
    return header;
  }

  private Map<String, Object> claims(String name, EntraUser user, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(USER, name);
    claims.put("scp", 1792);
    claims.put(SESSION, Long.toString(sessions.incrementAndGet()));
    claims.put("exp", user.tokenExpiry().getEpochSecond());
    claims.put("rgn", "emea");
    claims.put("tid", user.tenantId());
    claims.put("acsScope", "chat,voip");
    claims.put("resourceId", resourceId);
    claims.put("resourceLocation", "europe");
    claims.put("iat", now.getEpochSecond());
    return claims;
  }
}
