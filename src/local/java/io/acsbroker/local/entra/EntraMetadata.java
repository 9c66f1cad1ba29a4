package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Entra publishes about a tenant beside its keys: its OpenID configuration. */
final class EntraMetadata {
  private EntraMetadata() {}

  /**
   * The configuration.
   *
   * @param applicationId where it points to the keys of an application's own; null where it does
   *     not
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc">OpenID
   *     Connect: the parameter {@code appid}</a>
   */
  static CannedAnswer configuration(
      String authority, String tenant, String version, @Nullable String applicationId) {
    String base = authority + "/" + tenant;
    boolean second = version.equals("2.0");
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("token_endpoint", base + (second ? "/oauth2/v2.0/token" : "/oauth2/token"));
    String keys = base + (second ? "/discovery/v2.0/keys" : "/discovery/keys");
    document.put("jwks_uri", applicationId == null ? keys : keys + "?appid=" + applicationId);
    document.put("response_modes_supported", List.of("query", "fragment", "form_post"));
    document.put("subject_types_supported", List.of("pairwise"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put("response_types_supported", List.of("code", "id_token", "code id_token"));
    document.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
    document.put("issuer", Issuers.of(version, inIssuer(tenant)));
    document.put(
        "authorization_endpoint", base + (second ? "/oauth2/v2.0/authorize" : "/oauth2/authorize"));
    document.put(
        "device_authorization_endpoint",
        base + (second ? "/oauth2/v2.0/devicecode" : "/oauth2/devicecode"));
    document.put(
        "end_session_endpoint", base + (second ? "/oauth2/v2.0/logout" : "/oauth2/logout"));
    return CannedAnswer.json(200, document);
  }

  static CannedAnswer unknownTenant(String tenant, Instant now) {
    return EntraRefusal.unknownTenant("invalid_tenant", tenant).answer(now);
  }

  private static String inIssuer(String tenant) {
    return Tenants.isAny(tenant) ? "{tenantid}" : tenant;
  }
}
