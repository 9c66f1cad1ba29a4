package io.acsbroker.local.entra;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A resource that tokens are issued for.
 *
 * @param shortName by which a developer may order a token for it, such as {@code acs}
 * @param uri what {@code aud} is in tokens of version 1.0
 * @param id what it is in those of version 2.0, a GUID
 * @param scopes what its clients usually ask for
 * @param otherScopes which it has besides
 */
public record EntraResource(
    String shortName, String uri, String id, List<String> scopes, List<String> otherScopes) {
  private static final String ACS_URI = "https://auth.msft.communication.azure.com";
  private static final String ACS_ID = "1fd5118e-2576-4263-8130-9503064c837a";
  private static final List<String> OF_TEAMS_USERS =
      List.of("Teams.ManageCalls", "Teams.ManageChats");
  private static final List<String> OF_TEAMS_PHONE = List.of("TeamsExtension.ManageCalls");

  /** Azure Communication Services, for the exchange of a Teams user's token. */
  public static final EntraResource ACS =
      new EntraResource("acs", ACS_URI, ACS_ID, OF_TEAMS_USERS, OF_TEAMS_PHONE);

  /** Azure Communication Services again, for the exchange for Teams Phone. */
  public static final EntraResource TEAMS_PHONE =
      new EntraResource("teams-phone", ACS_URI, ACS_ID, OF_TEAMS_PHONE, OF_TEAMS_USERS);

  /**
   * Azure Communication Services Clients, for the exchange of an Entra user's token. Its
   * permissions for chat are not in the preview.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/communication-services/quickstarts/identity/microsoft-entra-id-authentication-integration#step-3-add-azure-communication-services-clients-permissions-in-the-application">Which
   *     permissions can be granted</a>
   */
  public static final EntraResource ACS_CLIENTS =
      new EntraResource(
          "acs-clients",
          "https://communication.azure.com/clients",
          "2a04943b-b6a7-4f65-8786-2bb6131b59f6",
          List.of("VoIP"),
          List.of("VoIP.Join"));

  /** What a federated credential is for: in place of an application's secret. */
  public static final EntraResource TOKEN_EXCHANGE =
      new EntraResource(
          "token-exchange",
          "api://AzureADTokenExchange",
          "fb60f99c-7a34-4190-8149-302f77469936",
          List.of("user_impersonation"),
          List.of());

  /** Microsoft Graph, whose tokens developers send by mistake. */
  public static final EntraResource GRAPH =
      new EntraResource(
          "graph",
          "https://graph.microsoft.com",
          "00000003-0000-0000-c000-000000000000",
          List.of("User.Read", "profile", "openid", "email"),
          List.of());

  /** The API of the sample application that is its own API; the directory is made with it. */
  public static final EntraResource ONE_REGISTRATION =
      new EntraResource(
          "one-registration",
          "api://" + SampleDirectory.ONE_REGISTRATION_CLIENT_ID,
          SampleDirectory.ONE_REGISTRATION_CLIENT_ID,
          List.of(SampleDirectory.BROKER_API_SCOPE),
          List.of());

  /** The broker's own API of the sample directory, whose tokens say who is calling. */
  public static final EntraResource BROKER_API = SampleDirectory.BROKER_API.resource();

  private static final Set<EntraResource> OF_ACS = Set.of(ACS, TEAMS_PHONE, ACS_CLIENTS);

  /** Those that every directory has. */
  static final List<EntraResource> OF_MICROSOFT =
      List.of(ACS, TEAMS_PHONE, ACS_CLIENTS, TOKEN_EXCHANGE, GRAPH);

  /** Keeps copies. */
  public EntraResource {
    scopes = List.copyOf(scopes);
    otherScopes = List.copyOf(otherScopes);
  }

  /** What {@code aud} is in a token of this version: the URI in 1.0, the GUID in 2.0. */
  public String audience(String version) {
    return version.equals("2.0") ? id : uri;
  }

  /** Whether it has a scope of this name, asked for usually or not. */
  public boolean has(String scope) {
    return scopes.contains(scope) || otherScopes.contains(scope);
  }

  /** Whether this audience, in any accepted form, means this resource. */
  public boolean isMeantBy(String audience) {
    return Stream.of(uri, uri + "/", id).anyMatch(audience::equals);
  }

  /** Whether its tokens are for Azure Communication Services. */
  boolean isOfAcs() {
    return OF_ACS.contains(this);
  }

  /** The resource of Microsoft's that this audience means, in any accepted form. */
  static Optional<EntraResource> ofMicrosoft(String audience) {
    return OF_MICROSOFT.stream().filter(it -> it.isMeantBy(audience)).findFirst();
  }
}
