package io.acsbroker.local.acs;

import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.entra.EntraResource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What the tokens of the resource say: the claims of real ones and, which those have not, {@code
 * jti}: nothing else would tell a token from another of the same second, and a revocation has to.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-cli-extensions/blob/main/src/communication/azext_communication/tests/latest/test_communication_chat_scenario.py">A
 *     recorded token of an identity</a>
 * @see <a
 *     href="https://github.com/Azure-Samples/communication-services-ios-quickstarts/blob/cd1c0fd0df71c44340211a5aa083bbaa5d5acbb6/add-video-calling/iOSVideo/ContentView.swift">A
 *     token of a Teams user that has expired</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.7">RFC 7519: jti</a>
 */
final class IssuedClaims {
  /** The scopes of the token, separated by commas. */
  static final String SCOPES = "acsScope";

  private static final String USER = "skypeid";
  private static final String NUMBER = "jti";
  private static final int KIND_OF_TEAMS_USER = 1024;
  private static final int KIND_OF_ACS_USER = 1792;

  private final String resourceId = UUID.randomUUID().toString();
  private final AtomicLong issued = new AtomicLong();

  String resourceId() {
    return resourceId;
  }

  /** The number of the last token. */
  long issued() {
    return issued.get();
  }

  static String user(JWTClaimsSet claims) {
    return String.valueOf(claims.getClaim(USER));
  }

  static String user(Map<String, Object> claims) {
    return String.valueOf(claims.get(USER));
  }

  static long number(JWTClaimsSet claims) {
    return Long.parseLong(claims.getJWTID());
  }

  /** Its session began when the Entra token was issued. */
  Map<String, Object> ofTeamsUser(String name, EntraUser user, Instant now) {
    return ended(begun(name, KIND_OF_TEAMS_USER, user), "voip,chat", now);
  }

  /**
   * With a scope for each of the Entra token's, of the same name in small letters.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/communication-services/concepts/identity-model#access-tokens-with-microsoft-entra-id">Which
   *     permission is which scope</a>
   */
  Map<String, Object> ofEntraUser(String name, EntraUser user, Instant now) {
    String scopes =
        user.granted(EntraResource.ACS_CLIENTS).stream()
            .map(scope -> scope.toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","));
    return ended(located(begun(name, KIND_OF_ACS_USER, user)), scopes, now);
  }

  /** Nobody has shown one: a user for Teams Phone calls, and does not chat. */
  Map<String, Object> ofPhoneUser(String name, EntraUser user, Instant now) {
    return ended(located(begun(name, KIND_OF_ACS_USER, user)), "voip", now);
  }

  /** Its session begins with the token. */
  Map<String, Object> ofIdentity(String name, List<String> scopes, Instant now, Instant expiry) {
    return ended(
        located(begun(name, KIND_OF_ACS_USER, now, expiry)), String.join(",", scopes), now);
  }

  private static Map<String, Object> begun(String name, int kind, EntraUser user) {
    Map<String, Object> claims = begun(name, kind, user.tokenIssue(), user.tokenExpiry());
    claims.put("tid", user.tenantId());
    return claims;
  }

  private static Map<String, Object> begun(String name, int kind, Instant session, Instant expiry) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(USER, name);
    claims.put("scp", kind);
    claims.put("csi", Long.toString(session.getEpochSecond()));
    claims.put("exp", expiry.getEpochSecond());
    claims.put("rgn", "emea");
    return claims;
  }

  private static Map<String, Object> located(Map<String, Object> claims) {
    claims.put("resourceLocation", "europe");
    return claims;
  }

  private Map<String, Object> ended(Map<String, Object> claims, String scopes, Instant now) {
    claims.put(SCOPES, scopes);
    claims.put("resourceId", resourceId);
    claims.put("iat", now.getEpochSecond());
    claims.put(NUMBER, Long.toString(issued.incrementAndGet()));
    return claims;
  }
}
