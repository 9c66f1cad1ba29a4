package io.acsbroker.token;

import java.util.Optional;

/**
 * The two forms of Entra access tokens. The resource chooses, not the client.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-tokens">Access
 *     tokens</a>
 */
public enum TokenVersion {
  V1("1.0", "appid"),
  V2("2.0", "azp");

  private final String claimValue;
  private final String clientClaim;

  TokenVersion(String claimValue, String clientClaim) {
    this.claimValue = claimValue;
    this.clientClaim = clientClaim;
  }

  /** The claim that names the client. */
  public String clientClaim() {
    return clientClaim;
  }

  /** The one that this is not. */
  public TokenVersion other() {
    return this == V1 ? V2 : V1;
  }

  /** Returns the version that the claim {@code ver} names, or empty where it names neither. */
  public static Optional<TokenVersion> ofClaim(String ver) {
    for (TokenVersion version : values()) {
      if (version.claimValue.equals(ver)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}
