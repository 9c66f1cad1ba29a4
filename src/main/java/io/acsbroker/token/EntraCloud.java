package io.acsbroker.token;

import java.net.URI;

/**
 * One of Microsoft's clouds: where its Entra is, and by which names it issues tokens. The names
 * stay as they are wherever keys are fetched from.
 */
public enum EntraCloud {
  PUBLIC("https://login.microsoftonline.com", "https://sts.windows.net/");

  private final URI authorityHost;
  private final String v1IssuerPrefix;

  EntraCloud(String authorityHost, String v1IssuerPrefix) {
    this.authorityHost = URI.create(authorityHost);
    this.v1IssuerPrefix = v1IssuerPrefix;
  }

  /** Where keys and tokens are fetched, unless a setting moves it. Without a trailing slash. */
  public URI authorityHost() {
    return authorityHost;
  }

  /** The claim {@code iss} of a tenant's tokens. */
  public String issuer(String tenant, TokenVersion version) {
    return switch (version) {
      case V1 -> v1IssuerPrefix + tenant + "/";
      case V2 -> authorityHost + "/" + tenant + "/v2.0";
    };
  }
}
