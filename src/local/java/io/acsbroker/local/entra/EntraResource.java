package io.acsbroker.local.entra;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources that a developer may order a token for by a short name. */
public enum EntraResource {
  /** Azure Communication Services, for the exchange of a Teams user's token. */
  ACS(
      "acs",
      "https://auth.msft.communication.azure.com",
      "1fd5118e-2576-4263-8130-9503064c837a",
      "Teams.ManageCalls Teams.ManageChats",
      "TeamsExtension.ManageCalls"),
  /** Azure Communication Services again, for the exchange for Teams Phone. */
  TEAMS_PHONE(
      "teams-phone",
      "https://auth.msft.communication.azure.com",
      "1fd5118e-2576-4263-8130-9503064c837a",
      "TeamsExtension.ManageCalls",
      "Teams.ManageCalls Teams.ManageChats"),
  /** Azure Communication Services Clients, for the exchange of an Entra user's token. */
  ACS_CLIENTS(
      "acs-clients",
      "https://communication.azure.com/clients",
      "2a04943b-b6a7-4f65-8786-2bb6131b59f6",
      "VoIP",
      "VoIP.Join"),
  /** The broker's own API, whose tokens say who is calling. */
  BROKER_API(
      "broker-api",
      "api://" + SampleDirectory.BROKER_API_CLIENT_ID,
      SampleDirectory.BROKER_API_CLIENT_ID,
      SampleDirectory.BROKER_API_SCOPE,
      ""),
  /** The API of an application that is its own client. */
  ONE_REGISTRATION(
      "one-registration",
      "api://" + SampleDirectory.ONE_REGISTRATION_CLIENT_ID,
      SampleDirectory.ONE_REGISTRATION_CLIENT_ID,
      SampleDirectory.BROKER_API_SCOPE,
      ""),
  /** What a federated credential is for: in place of an application's secret. */
  TOKEN_EXCHANGE(
      "token-exchange",
      "api://AzureADTokenExchange",
      "fb60f99c-7a34-4190-8149-302f77469936",
      "user_impersonation",
      ""),
  /** Microsoft Graph, whose tokens developers send by mistake. */
  GRAPH(
      "graph",
      "https://graph.microsoft.com",
      "00000003-0000-0000-c000-000000000000",
      "User.Read profile openid email",
      "");

  private final String shortName;
  private final String uri;
  private final String id;
  private final String defaultScopes;
  private final String otherScopes;

  EntraResource(String shortName, String uri, String id, String defaultScopes, String otherScopes) {
    this.shortName = shortName;
    this.uri = uri;
    this.id = id;
    this.defaultScopes = defaultScopes;
    this.otherScopes = otherScopes;
  }

  /** The short name, such as {@code acs}. */
  public String shortName() {
    return shortName;
  }

  /** What {@code aud} is in a token of this version: the URI in 1.0, the GUID in 2.0. */
  public String audience(String version) {
    return version.equals("2.0") ? id : uri;
  }

  /** What a client of this resource usually asks for. */
  public List<String> scopes() {
    return List.of(defaultScopes.split(" ", -1));
  }

  /** Whether it has a scope of this name, asked for usually or not. */
  public boolean has(String scope) {
    return Stream.of(defaultScopes, otherScopes)
        .flatMap(names -> Stream.of(names.split(" ", -1)))
        .anyMatch(scope::equals);
  }

  /** Whether brokers may have it for their own API, whose tokens tell of roles and groups. */
  boolean isOfBrokers() {
    return this == BROKER_API || this == ONE_REGISTRATION;
  }

  /** Whether this audience, in any accepted form, means this resource. */
  public boolean isMeantBy(String audience) {
    return Stream.of(uri, uri + "/", id).anyMatch(audience::equals);
  }

  /** The resource of this short name. */
  static Optional<EntraResource> named(String shortName) {
    return Arrays.stream(values()).filter(it -> it.shortName.equals(shortName)).findFirst();
  }

  /** The resource that this audience means, in any accepted form. */
  public static Optional<EntraResource> meantBy(String audience) {
    return Arrays.stream(values()).filter(it -> it.isMeantBy(audience)).findFirst();
  }
}
