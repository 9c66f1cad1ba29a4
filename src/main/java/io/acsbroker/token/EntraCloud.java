package io.acsbroker.token;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * One of Microsoft's clouds: where its Entra is, by which names it issues tokens, and what the
 * names of its Azure end in. The names stay as they are wherever keys are fetched from.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud">
 *     National clouds</a>
 */
public enum EntraCloud {
  PUBLIC("public", "https://login.microsoftonline.com", "https://sts.windows.net/", "com"),
  US_GOVERNMENT("usgov", "https://login.microsoftonline.us", "https://sts.windows.net/", "us"),
  CHINA("china", "https://login.partner.microsoftonline.cn", "https://sts.chinacloudapi.cn/", "cn");

  private final String settingValue;
  private final URI authorityHost;
  private final String v1IssuerPrefix;
  private final String azureDomain;

  EntraCloud(String settingValue, String authorityHost, String v1IssuerPrefix, String azureDomain) {
    this.settingValue = settingValue;
    this.authorityHost = URI.create(authorityHost);
    this.v1IssuerPrefix = v1IssuerPrefix;
    this.azureDomain = azureDomain;
  }

  /** Returns the cloud that a setting names, or empty where it names none. */
  public static Optional<EntraCloud> named(String settingValue) {
    for (EntraCloud cloud : values()) {
      if (cloud.settingValue.equals(settingValue)) {
        return Optional.of(cloud);
      }
    }
    return Optional.empty();
  }

  /** Where keys and tokens are fetched, unless a setting moves it. Without a trailing slash. */
  public URI authorityHost() {
    return authorityHost;
  }

  /**
   * Where people of a tenant sign in, as a challenge names it.
   *
   * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
   *     challenges</a>
   */
  public String authorizationUri(TenantId tenant) {
    return authorityHost + "/" + tenant.value() + "/oauth2/authorize";
  }

  /** What signing keys of this cloud say in {@code cloud_instance_name}, where they have that. */
  public String keyCloud() {
    return switch (this) {
      case PUBLIC -> "microsoftonline.com";
      case US_GOVERNMENT -> "microsoftonline.us";
      case CHINA -> "partner.microsoftonline.cn";
    };
  }

  /**
   * The audience of a managed identity's token that speaks for an application, which the
   * application's federated credential has to name too.
   *
   * @see <a
   *     href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity">An
   *     application that trusts a managed identity</a>
   */
  public String tokenExchangeAudience() {
    return switch (this) {
      case PUBLIC -> "api://AzureADTokenExchange";
      case US_GOVERNMENT -> "api://AzureADTokenExchangeUSGov";
      case CHINA -> "api://AzureADTokenExchangeChina";
    };
  }

  /** What the names of its Azure services end in: {@code com}, say. */
  String azureDomain() {
    return azureDomain;
  }

  /** By which names this tenant issues tokens. */
  public Set<String> issuers(TenantId tenant) {
    return Set.of(issuer(tenant, TokenVersion.V1), issuer(tenant, TokenVersion.V2));
  }

  /** The claim {@code iss} of a tenant's tokens. */
  public String issuer(TenantId tenant, TokenVersion version) {
    return switch (version) {
      case V1 -> v1IssuerPrefix + tenant.value() + "/";
      case V2 -> authorityHost + "/" + tenant.value() + "/v2.0";
    };
  }
}
