package io.acsbroker.local.entra;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request for a token on behalf of a user, as it came.
 *
 * @param tenantId of the path
 * @param endpoint where it came
 * @param form its parameters
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow">The
 *     on-behalf-of flow</a>
 */
record DelegationRequest(String tenantId, String endpoint, Map<String, String> form) {
  static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  static final String REFRESH = "refresh_token";
  static final String JWT_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** A parameter, empty where it is missing. */
  String parameter(String name) {
    return form.getOrDefault(name, "");
  }

  /** Whether it shows a refresh token in place of the user's. */
  boolean isRefresh() {
    return parameter("grant_type").equals(REFRESH);
  }

  /** What is wrong with it, whoever it comes from. */
  Optional<EntraRefusal> refusal(Directory directory) {
    if (isRefresh()) {
      return new Tenants(directory)
          .refusal(tenantId)
          .or(() -> missing("client_id", "refresh_token"))
          .or(() -> unknownClient(directory));
    }
    if (directory.organisation(tenantId).isEmpty()) {
      return Optional.of(Tenants.unknown(tenantId));
    }
    return missing("grant_type")
        .or(this::otherGrant)
        .or(() -> missing("client_id", "assertion", "scope"))
        .or(() -> unknownClient(directory));
  }

  /** Which of these parameters it does not have. */
  Optional<EntraRefusal> missing(String... names) {
    return Stream.of(names)
        .filter(name -> parameter(name).isEmpty())
        .findFirst()
        .map(EntraRefusal::missing);
  }

  private Optional<EntraRefusal> otherGrant() {
    return parameter("grant_type").equals(GRANT_TYPE)
            && parameter("requested_token_use").equals("on_behalf_of")
        ? Optional.empty()
        : Optional.of(
            EntraRefusal.invalidRequest(
                    70003,
                    "The app requested an unsupported grant type '" + form.get("grant_type") + "'.")
                .withError("unsupported_grant_type"));
  }

  /** That it does not come from the broker's API. */
  Optional<EntraRefusal> unknownClient(Directory directory) {
    String clientId = parameter("client_id");
    return clientId.equals(directory.brokerApi().clientId())
        ? Optional.empty()
        : Optional.of(EntraRefusal.unknownApplication(clientId, tenantId));
  }
}
