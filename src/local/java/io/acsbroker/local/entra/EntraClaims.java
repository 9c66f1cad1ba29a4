package io.acsbroker.local.entra;

import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The claims of an order as Entra writes them, in the alphabetic order that its tokens have. */
final class EntraClaims {
  private static final List<String> PERSONAL =
      List.of(
          "acct",
          "amr",
          "groups",
          "_claim_names",
          "_claim_sources",
          "ipaddr",
          "name",
          "preferred_username",
          "sid",
          "unique_name",
          "upn");

  private static final SecureRandom RANDOM = new SecureRandom();

  private EntraClaims() {}

  static Map<String, Object> of(Directory directory, TokenOrder order, Instant now) {
    Instant expiry = now.plus(order.lifetime());
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", order.audience());
    claims.put("iss", Issuers.of(order.version(), order.user().organisation().tenantId()));
    long issued = issued(order.lifetime(), now, expiry).getEpochSecond();
    claims.put("iat", issued);
    claims.put("nbf", issued);
    claims.put("exp", expiry.getEpochSecond());
    claims.putAll(sorted(directory, order));
    return claims;
  }

  /** An application's own token, with nobody behind it: roles and no scopes. */
  static Map<String, Object> ofApplication(Directory directory, TokenOrder order, Instant now) {
    Map<String, Object> claims = of(directory, order.withScopes(), now);
    claims.keySet().removeAll(PERSONAL);
    claims.put("idtyp", "app");
    claims.put("oid", SampleDirectory.CALLER_OBJECT_ID);
    claims.put("sub", SampleDirectory.CALLER_OBJECT_ID);
    return claims;
  }

  /**
   * An id token: for the application itself, by its id in both versions, without scopes and without
   * a claim that names its client.
   *
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-tokens">Samples of id
   *     tokens of both versions</a>
   */
  static Map<String, Object> ofIdToken(Directory directory, TokenOrder order, Instant now) {
    Map<String, Object> claims =
        of(directory, order.withAudience(order.clientId()).withScopes(), now);
    claims.keySet().removeAll(List.of("appid", "appidacr", "azp", "azpacr"));
    return claims;
  }

  private static Map<String, Object> sorted(Directory directory, TokenOrder order) {
    Map<String, Object> claims = new TreeMap<>();
    if (order.version().equals("2.0")) {
      putVersion2(claims, directory, order);
    } else {
      putVersion1(claims, directory, order);
    }
    if (directory.isApi(order.audience())) {
      MembershipClaims.put(claims, order);
    }
    return claims;
  }

  /** A token that has expired was once valid: its times are in order, as those of real ones are. */
  private static Instant issued(Duration lifetime, Instant now, Instant expiry) {
    return lifetime.isPositive() ? now : expiry.minus(TokenOrder.USUAL_LIFETIME);
  }

  private static void putVersion1(
      Map<String, Object> claims, Directory directory, TokenOrder order) {
    SampleUser user = order.user();
    putGuest(claims, user);
    claims.put("acr", "1");
    claims.put("aio", random(64));
    claims.put("amr", List.of("pwd", "mfa"));
    claims.put("appid", order.clientId());
    claims.put("appidacr", "0");
    putIdentityProvider(claims, directory, user);
    claims.put("ipaddr", "192.0.2.7");
    claims.put("name", user.name());
    putCommon(claims, order);
    claims.put("unique_name", user.homeName());
    if (!user.guest()) {
      claims.put("upn", user.userName());
    }
    claims.put("uti", random(16));
    claims.put("ver", "1.0");
  }

  private static void putVersion2(
      Map<String, Object> claims, Directory directory, TokenOrder order) {
    SampleUser user = order.user();
    putGuest(claims, user);
    claims.put("aio", random(64));
    claims.put("azp", order.clientId());
    claims.put("azpacr", "0");
    putIdentityProvider(claims, directory, user);
    claims.put("name", user.name());
    claims.put("preferred_username", user.homeName());
    putCommon(claims, order);
    claims.put("uti", random(16));
    claims.put("ver", "2.0");
  }

  private static void putCommon(Map<String, Object> claims, TokenOrder order) {
    SampleUser user = order.user();
    claims.put("oid", user.objectId());
    claims.put("rh", "1." + random(30) + ".");
    if (!order.scopes().isEmpty()) {
      claims.put("scp", String.join(" ", order.scopes()));
    }
    claims.put("sid", UUID.randomUUID().toString());
    // Pairwise: another one for each client and resource
    claims.put("sub", Sha256.of(user.objectId() + order.clientId() + order.audience()));
    claims.put("tid", user.organisation().tenantId());
  }

  private static void putGuest(Map<String, Object> claims, SampleUser user) {
    if (user.guest()) {
      claims.put("acct", 1);
    }
  }

  private static void putIdentityProvider(
      Map<String, Object> claims, Directory directory, SampleUser user) {
    if (user.guest()) {
      claims.put("idp", Issuers.of("1.0", directory.atHome(user).organisation().tenantId()));
    }
  }

  private static String random(int bytes) {
    byte[] value = new byte[bytes];
    RANDOM.nextBytes(value);
    return Base64URL.encode(value).toString();
  }
}
