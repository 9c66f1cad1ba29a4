package io.acsbroker.local.entra;

import java.util.List;

/**
 * The broker's own API, an application that the first organisation of a directory has registered.
 *
 * @param clientId a GUID in lower case
 * @param title what people know it by
 * @param scope what clients ask for, by its name alone
 */
public record BrokerApi(String clientId, String title, String scope) {
  /** What tokens are issued for. */
  public EntraResource resource() {
    return new EntraResource(
        "broker-api", "api://" + clientId, clientId, List.of(scope), List.of());
  }
}
