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

  private static final List<String> TYPES_1 =
      List.of("code", "id_token", "code id_token", "token id_token", "token");
  private static final List<String> TYPES_2 =
      List.of("code", "id_token", "code id_token", "id_token token");
  private static final List<String> SCOPES_1 = List.of("openid");
  private static final List<String> SCOPES_2 =
      List.of("openid", "profile", "email", "offline_access");
  private static final List<String> CLAIMS_1 =
      List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "amr", "nonce");
  private static final List<String> CLAIMS_2 =
      List.of(
          "sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "preferred_username", "name",
          "tid", "ver");

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
    document.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
    document.put("response_modes_supported", List.of("query", "fragment", "form_post"));
    document.put("subject_types_supported", List.of("pairwise"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put("response_types_supported", second ? TYPES_2 : TYPES_1);
    document.put("scopes_supported", second ? SCOPES_2 : SCOPES_1);
    document.put("issuer", Issuers.of(version, inIssuer(tenant)));
    document.put("request_uri_parameter_supported", false);
    document.put(
        "userinfo_endpoint", second ? authority + UserInfo.PATH : base + "/openid/userinfo");
    document.put(
        "authorization_endpoint", base + (second ? "/oauth2/v2.0/authorize" : "/oauth2/authorize"));
    document.put(
        "device_authorization_endpoint",
        base + (second ? "/oauth2/v2.0/devicecode" : "/oauth2/devicecode"));
    document.put(
        "end_session_endpoint", base + (second ? "/oauth2/v2.0/logout" : "/oauth2/logout"));
    document.put("http_logout_supported", true);
    document.put("frontchannel_logout_supported", true);
    document.put("claims_supported", second ? CLAIMS_2 : CLAIMS_1);
    document.put("cloud_instance_name", "microsoftonline.com");
    return CannedAnswer.json(200, document);
  }

  private CannedAnswer unknownTenant(String tenant) {
    return EntraRefusal.unknownTenant("invalid_tenant", tenant).answer(clock.instant());
  }

  private static String inIssuer(String tenant) {
    return Tenants.isAny(tenant) ? "{tenantid}" : tenant;
  }
}
