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

/**
 * What Entra publishes about a tenant: its keys and its OpenID configuration.
 *
 * @see <a
 *     href="https://github.com/Azure/azure-sdk-for-js/blob/79f1542a7dec96817b111250b263f0b62134e0d4/sdk/eventgrid/arm-eventgrid/recordings/node/eventgrid_test/recording_topics_create_test.js">A
 *     recorded configuration</a>
 */
record EntraMetadata(Directory directory, KeyDocuments keyDocuments, InstantSource clock) {
  private static final Pattern KEYS = Pattern.compile("/([^/]+)/discovery/(v2\\.0/)?keys");
  private static final Pattern CONFIGURATION =
      Pattern.compile("/([^/]+)/(v2\\.0/)?\\.well-known/openid-configuration");

  /** What does not depend on the tenant, in version 1.0. */
  private static final Map<String, Object> OF_VERSION_1 =
      withCommon(
          Map.of(
              "response_types_supported",
              List.of("code", "id_token", "code id_token", "token id_token", "token"),
              "scopes_supported",
              List.of("openid"),
              "claims_supported",
              List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "amr", "nonce")));

  /** The same in version 2.0. */
  private static final Map<String, Object> OF_VERSION_2 =
      withCommon(
          Map.of(
              "response_types_supported",
              List.of("code", "id_token", "code id_token", "id_token token"),
              "scopes_supported",
              List.of("openid", "profile", "email", "offline_access"),
              "claims_supported",
              List.of(
                  "sub",
                  "iss",
                  "aud",
                  "exp",
                  "iat",
                  "auth_time",
                  "nonce",
                  "preferred_username",
                  "name",
                  "tid",
                  "ver")));

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
    String oauth = base + (second ? "/oauth2/v2.0/" : "/oauth2/");
    String keys = base + (second ? "/discovery/v2.0/keys" : "/discovery/keys");
    Map<String, Object> document = new LinkedHashMap<>(second ? OF_VERSION_2 : OF_VERSION_1);
    document.put("issuer", Issuers.of(version, inIssuer(tenant)));
    document.put("jwks_uri", applicationId == null ? keys : keys + "?appid=" + applicationId);
    document.put(
        "userinfo_endpoint", second ? authority + UserInfo.PATH : base + "/openid/userinfo");
    document.put("token_endpoint", oauth + "token");
    document.put("authorization_endpoint", oauth + "authorize");
    document.put("device_authorization_endpoint", oauth + "devicecode");
    document.put("end_session_endpoint", oauth + "logout");
    return CannedAnswer.json(200, document);
  }

  private static Map<String, Object> withCommon(Map<String, Object> own) {
    Map<String, Object> all = new LinkedHashMap<>(own);
    all.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
    all.put("response_modes_supported", List.of("query", "fragment", "form_post"));
    all.put("subject_types_supported", List.of("pairwise"));
    all.put("id_token_signing_alg_values_supported", List.of("RS256"));
    all.put("request_uri_parameter_supported", false);
    all.put("http_logout_supported", true);
    all.put("frontchannel_logout_supported", true);
    all.put("cloud_instance_name", "microsoftonline.com");
    return all;
  }

  private CannedAnswer unknownTenant(String tenant) {
    return EntraRefusal.unknownTenant("invalid_tenant", tenant).answer(clock.instant());
  }

  private static String inIssuer(String tenant) {
    return Tenants.isAny(tenant) ? "{tenantid}" : tenant;
  }
}
