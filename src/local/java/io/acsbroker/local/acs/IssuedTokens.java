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
import java.util.concurrent.ConcurrentHashMap;
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

  private static final String TEAMS_PREFIX = "orgid:";
  private static final String ACS_PREFIX = "acs:";
  private static final String ENTRA_KIND = "_wf_";
  private static final String PHONE_KIND = "_";

  /** A Teams user, or a user whom the resource knows by tenant and object id. */
  private static final Pattern HOLDER =
      Pattern.compile("(?:" + TEAMS_PREFIX + "|" + ACS_PREFIX + "[^_]+_(?:wf_)?[^_]+_)([^_]+)");

  private final SigningKey key = SigningKey.generate();
  private final TokenEncryption encryption = new TokenEncryption();
  private final IssuedClaims claims = new IssuedClaims();
  private final Map<String, Long> revoked = new ConcurrentHashMap<>();
  private volatile boolean allEncrypted;

  /** Whether all tokens are encrypted from now on, and not those of Entra ID users alone. */
  void encryptAll(boolean encrypted) {
    allEncrypted = encrypted;
  }

  /** A token for a Teams user, which expires with the Entra token. */
  CannedAnswer issue(EntraUser user, Instant now) {
    return CannedAnswer.json(
        200, token(claims.ofTeamsUser(TEAMS_PREFIX + user.objectId(), user, now), user, now));
  }

  /**
   * A token for a user whom the resource knows by tenant and object id, and who that is.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-rest-api-specs/tree/main/specification/communication/data-plane/Identity">
   *     The specification's examples: ids of Entra ID users have {@code wf} in them</a>
   */
  CannedAnswer issueWithIdentity(EntraUser user, EntraResource resource, Instant now) {
    boolean byPhone = resource.equals(EntraResource.TEAMS_PHONE);
    String name = name(byPhone ? PHONE_KIND : ENTRA_KIND, user.tenantId(), user.objectId());
    Map<String, Object> said =
        byPhone ? claims.ofPhoneUser(name, user, now) : claims.ofEntraUser(name, user, now);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("identity", Map.of("id", "8:" + name));
    body.put("accessToken", token(said, user, now));
    return CannedAnswer.json(200, body);
  }

  /** From now on none that was issued to this user for Teams Phone is good. */
  void revokeForTeamsPhone(String tenantId, String objectId) {
    revoked.put(name(PHONE_KIND, tenantId, objectId), issued());
  }

  /** How many have been issued: the number of the last. */
  long issued() {
    return claims.issued();
  }

  private String name(String kind, String tenantId, String objectId) {
    return ACS_PREFIX + claims.resourceId() + kind + tenantId + "_" + objectId;
  }

  /**
   * What a token of one of the resource's own identities says.
   *
   * @param number the how manieth token of the resource it is
   */
  record IdentityToken(String id, List<String> scopes, long number, Instant expiry) {
    IdentityToken {
      scopes = List.copyOf(scopes);
    }
  }

  /** A token for an identity, as it stands in an answer. */
  Map<String, Object> issue(String id, List<String> scopes, Instant now, Instant expiry) {
    Map<String, Object> said = claims.ofIdentity(id.substring("8:".length()), scopes, now, expiry);
    return answer(said, allEncrypted, expiry);
  }

  /** What a token says that was issued here for an identity; empty for any other. */
  Optional<IdentityToken> identity(String token) {
    return verified(token)
        .filter(said -> IssuedClaims.user(said).startsWith(ACS_PREFIX))
        .map(
            said ->
                new IdentityToken(
                    "8:" + IssuedClaims.user(said),
                    List.of(String.valueOf(said.getClaim(IssuedClaims.SCOPES)).split(",", -1)),
                    IssuedClaims.number(said),
                    said.getExpirationTime().toInstant()));
  }

  /** The object id of the user of a token that was issued here and was not revoked. */
  Optional<String> holder(String token) {
    return verified(token)
        .filter(
            said -> IssuedClaims.number(said) > revoked.getOrDefault(IssuedClaims.user(said), 0L))
        .map(said -> HOLDER.matcher(IssuedClaims.user(said)))
        .filter(Matcher::matches)
        .map(user -> user.group(1));
  }

  /** The claims of a token that was issued here, good or not; empty for any other. */
  Optional<JWTClaimsSet> verified(String token) {
    return key.verified(encryption.decrypted(token).orElse(token));
  }

  private Map<String, Object> token(Map<String, Object> said, EntraUser user, Instant now) {
    boolean ofEntraUser = IssuedClaims.user(said).contains(ENTRA_KIND);
    // Recorded ends have a fraction, and exp of an Entra token has none: it is ACS's own
    Duration fraction = Duration.between(now.truncatedTo(ChronoUnit.SECONDS), now);
    return answer(
        said,
        ofEntraUser || allEncrypted,
        user.tokenExpiry().truncatedTo(ChronoUnit.SECONDS).plus(fraction));
  }

  private Map<String, Object> answer(Map<String, Object> said, boolean encrypted, Instant expiry) {
    String signed = key.sign(header(), said);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token", encrypted ? encryption.encrypted(signed) : signed);
    body.put("expiresOn", RFC_3339.format(expiry));
    return body;
  }

  private Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("kid", key.keyId());
    header.put("x5t", key.keyId());
    header.put("typ", "JWT");
    return header;
  }
}
