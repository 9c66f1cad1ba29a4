package io.acsbroker.config;

import io.acsbroker.token.ClientCredential.FederatedIdentity;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ResourceCredential;
import io.acsbroker.token.TableCredential;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * As whom the broker signs in where it has no secret: as the managed identity that the platform
 * gives it, or, on a developer's machine, as the developer.
 *
 * @param clientId the client id of a user-assigned identity; empty for the system-assigned one
 * @param developer whether there is a developer and no platform
 */
record OwnIdentity(Optional<ClientId> clientId, boolean developer) {
  /**
   * Core Tools set it to {@code Development}, which the platform does not.
   *
   * @see <a
   *     href="https://github.com/Azure/azure-functions-core-tools/blob/main/src/Azure.Functions.Cli/Actions/HostActions/StartHostAction.cs">{@code
   *     func start}</a>
   */
  private static final String ENVIRONMENT = "AZURE_FUNCTIONS_ENVIRONMENT";

  private static final String DEVELOPMENT = "Development";

  /**
   * What the platform sets, each by itself enough to tell that this is no developer's machine. The
   * last is that of Container Apps, which sets none of the others where an app has no identity.
   *
   * @see <a href="https://learn.microsoft.com/azure/container-apps/environment-variables">Variables
   *     of Container Apps</a>
   */
  private static final List<String> PLATFORM =
      List.of(
          "IDENTITY_ENDPOINT",
          "MSI_ENDPOINT",
          "WEBSITE_INSTANCE_ID",
          "WEBSITE_SITE_NAME",
          "CONTAINER_NAME",
          "CONTAINER_APP_NAME");

  private static final List<Setting> NEEDING_AN_IDENTITY =
      List.of(Setting.COMMUNICATION_SERVICES_ENDPOINT, Setting.BROKER_IDENTITY_TABLE_ENDPOINT);

  static OwnIdentity read(Settings settings) {
    Optional<ClientId> clientId =
        settings.value(
            Setting.AZURE_CLIENT_ID,
            RuleValues::client,
            "must be the client id (a GUID) of the user-assigned managed identity");
    return new OwnIdentity(clientId, isDeveloper(settings));
  }

  private static boolean isDeveloper(Settings settings) {
    if (!settings.of(ENVIRONMENT).orElse("").equalsIgnoreCase(DEVELOPMENT)) {
      return false;
    }
    Optional<String> platform =
        PLATFORM.stream().filter(name -> settings.of(name).isPresent()).findFirst();
    platform.ifPresent(
        name ->
            settings.problem(
                ENVIRONMENT,
                "must not be Development beside "
                    + name
                    + ", since nobody's own sign-in belongs in Azure; remove it"));
    if (platform.isEmpty() && NEEDING_AN_IDENTITY.stream().anyMatch(settings::has)) {
      settings.warning(
          ENVIRONMENT,
          "is Development, so the broker signs in as the developer, with azd or else the Azure CLI,"
              + " and not with a managed identity");
    }
    return platform.isEmpty();
  }

  /** How it signs in at an ACS resource. */
  ResourceCredential at(URI resource) {
    return developer
        ? new ResourceCredential.DeveloperSignIn(resource)
        : new ResourceCredential.ManagedIdentity(resource, clientId);
  }

  /** How it signs in at a storage account. */
  TableCredential atTable(URI account) {
    return developer
        ? new TableCredential.DeveloperSignIn(account)
        : new TableCredential.ManagedIdentity(account, clientId);
  }

  /** What an application can trust. Of a developer there is nothing of the kind. */
  Optional<FederatedIdentity> federated() {
    return developer ? Optional.empty() : clientId.map(FederatedIdentity::new);
  }
}
