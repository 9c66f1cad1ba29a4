package io.acsbroker.token;

import io.acsbroker.token.AcsExchange.BySubjectToken;
import io.acsbroker.token.AcsExchange.OfTeamsUser;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The exchanges that there are, one for each kind of user who has an Entra token for ACS, each with
 * all that is particular to it. A token for one of them is refused by the others.
 */
public enum ExchangeRoute {
  /**
   * Teams users, who call as themselves in Teams.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/communication-services/concepts/interop/custom-teams-endpoint-authentication-overview">
   *     Authentication of Teams users</a>
   */
  TEAMS(
      "/api/token/teams",
      "TEAMS_",
      "the exchange of a Teams user",
      AcsResource.COMMUNICATION_SERVICES,
      "Teams.ManageCalls,Teams.ManageChats",
      new OfTeamsUser()),
  /**
   * Users of Entra ID, with a licence for Teams or without, to whom the ACS resource gives access.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/communication-services/quickstarts/identity/microsoft-entra-id-authentication-integration">
   *     Access tokens for Entra ID users</a>
   */
  ENTRA(
      "/api/token/entra",
      "ENTRA_USER_",
      "the exchange of an Entra ID user",
      AcsResource.CLIENTS,
      "VoIP",
      new BySubjectToken("/access/entra/:exchangeAccessToken", "2025-03-02-preview")),
  /**
   * Teams users who call by the numbers of Teams Phone, apart from their Teams client.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/communication-services/quickstarts/tpe/teams-phone-extensibility-access-teams-phone">
   *     Teams Phone apart from the Teams client</a>
   */
  TEAMS_PHONE(
      "/api/token/teams-phone",
      "TEAMS_PHONE_",
      "the exchange for Teams Phone",
      AcsResource.COMMUNICATION_SERVICES,
      "TeamsExtension.ManageCalls",
      new BySubjectToken("/access/teamsExtension/:exchangeAccessToken", "2025-06-30"));

  private final String path;
  private final String settingsPrefix;
  private final String purpose;
  private final AcsResource resource;
  private final String defaultScopes;

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final AcsExchange atAcs;

  ExchangeRoute(
      String path,
      String settingsPrefix,
      String purpose,
      AcsResource resource,
      String defaultScopes,
      AcsExchange atAcs) {
    this.path = path;
    this.settingsPrefix = settingsPrefix;
    this.purpose = purpose;
    this.resource = resource;
    this.defaultScopes = defaultScopes;
    this.atAcs = atAcs;
  }

  /** Method and path, for people. */
  public String address() {
    return "POST " + path;
  }

  /** The path alone. */
  public String path() {
    return path;
  }

  /** With what the names of its settings begin. */
  public String settingsPrefix() {
    return settingsPrefix;
  }

  /** What its tokens are good for, as a sentence goes on after "for". */
  public String purpose() {
    return purpose;
  }

  /** Whose tokens it takes. */
  public AcsResource resource() {
    return resource;
  }

  /** The same as {@link #defaultScopes()}, by their names, separated by commas. */
  public String defaultScopeNames() {
    return defaultScopes;
  }

  /** The scopes that its tokens have to have where nobody says otherwise. */
  public Set<Scope> defaultScopes() {
    Set<Scope> scopes = new HashSet<>();
    for (String scope : defaultScopes.split(",", -1)) {
      scopes.add(new Scope(scope));
    }
    return Set.copyOf(scopes);
  }

  /** How ACS is asked for its tokens. */
  public AcsExchange atAcs() {
    return atAcs;
  }

  /** The routes that take tokens of this resource. */
  public static List<ExchangeRoute> of(AcsResource resource) {
    return Arrays.stream(values()).filter(route -> route.resource == resource).toList();
  }
}
