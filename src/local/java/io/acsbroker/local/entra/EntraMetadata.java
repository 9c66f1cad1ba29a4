package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Entra publishes about a tenant: its keys and its OpenID configuration. */
record EntraMetadata(Directory directory, KeyDocuments keyDocuments, InstantSource clock) {
  private static final Pattern KEYS = Pattern.compile("/([^/]+)/discovery/(v2\\.0/)?keys");
  private static final Pattern CONFIGURATION =
      Pattern.compile("/([^/]+)/(v2\\.0/)?\\.well-known/openid-configuration");

  static boolean isOfKeys(String path) {
    return KEYS.matcher(path).matches();
  }

  static boolean isOfConfiguration(String path) {
    return CONFIGURATION.matcher(path).matches();
  }

  /** The keys of a tenant, or those of an application's own in it. */
  CannedAnswer keys(LoopbackRequest request) {
    Matcher path = matched(KEYS, request);
    String tenant = path.group(1);
    return knows(tenant)
        ? keyDocuments.document(tenant, version(path), request.query().getOrDefault("appid", ""))
        : unknownTenant(tenant);
  }

  /** The configuration of a tenant. */
  CannedAnswer configuration(LoopbackRequest request) {
    Matcher path = matched(CONFIGURATION, request);
    String tenant = path.group(1);
    return knows(tenant)
        ? configuration(request.base(), tenant, version(path), request.query().get("appid"))
        : unknownTenant(tenant);
  }

  private static String version(Matcher path) {
    return path.group(2) == null ? "1.0" : "2.0";
  }

  private static Matcher matched(Pattern pattern, LoopbackRequest request) {
    Matcher matcher = pattern.matcher(request.path());
    if (!matcher.matches()) {
      throw new IllegalStateException("the route does not fit the path");
    }
    return matcher;
  }

  private boolean knows(String tenant) {
    return new Tenants(directory).known(tenant);
  }

  /**
   * The configuration.
   *
   * @param applicationId where it points to the keys of an application's own; null where it does
   *     not
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc">OpenID
   *     Connect: the parameter {@code appid}</a>
   */
  private static CannedAnswer configuration(
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

  private CannedAnswer unknownTenant(String tenant) {
    return EntraRefusal.unknownTenant("invalid_tenant", tenant).answer(clock.instant());
  }

  private static String inIssuer(String tenant) {
    return Tenants.isAny(tenant) ? "{tenantid}" : tenant;
  }
}
