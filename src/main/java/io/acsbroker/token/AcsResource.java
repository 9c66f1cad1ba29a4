package io.acsbroker.token;

import java.util.HashSet;
import java.util.Set;

/**
 * The two applications in Entra by which Azure Communication Services takes tokens of users. A
 * token for one of them is worth nothing at the exchanges of the other.
 */
public enum AcsResource {
  /** For users who are licensed for Teams. */
  COMMUNICATION_SERVICES(
      "Azure Communication Services",
      "https://auth.msft.communication.azure.",
      "",
      "1fd5118e-2576-4263-8130-9503064c837a"),
  /** For any user of Entra ID. */
  CLIENTS(
      "Azure Communication Services Clients",
      "https://communication.azure.",
      "/clients",
      "2a04943b-b6a7-4f65-8786-2bb6131b59f6");

  private final String title;
  private final String uriBegin;
  private final String uriEnd;
  private final String id;

  AcsResource(String title, String uriBegin, String uriEnd, String id) {
    this.title = title;
    this.uriBegin = uriBegin;
    this.uriEnd = uriEnd;
    this.id = id;
  }

  /** What Entra's portal calls it. */
  public String title() {
    return title;
  }

  /** How scopes name it in a cloud. Without a trailing slash. */
  public String uri(EntraCloud cloud) {
    return uriBegin + cloud.azureDomain() + uriEnd;
  }

  /** A scope of it as applications ask for it. */
  public String scope(EntraCloud cloud, Scope scope) {
    return uri(cloud) + "/" + scope.value();
  }

  /** Its tokens: the URI in two forms or the id in v1, the id alone in v2. */
  public TokenProfile profile(EntraCloud cloud) {
    return new TokenProfile(Set.of(uri(cloud), uri(cloud) + "/", id), Set.of(id));
  }

  /** What {@code aud} is in its tokens, of whatever version and cloud. */
  public Set<String> audiences() {
    Set<String> audiences = new HashSet<>();
    for (EntraCloud cloud : EntraCloud.values()) {
      audiences.addAll(profile(cloud).v1Audiences());
      audiences.addAll(profile(cloud).v2Audiences());
    }
    return Set.copyOf(audiences);
  }
}
