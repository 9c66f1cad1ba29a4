package io.acsbroker.local.acs;

import com.nimbusds.jwt.JWTClaimsSet;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.SampleUser;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the exchange needs to know of a valid Entra token. */
record EntraUser(
    String tenantId,
    String objectId,
    String clientId,
    Set<String> scopes,
    Instant tokenIssue,
    Instant tokenExpiry) {
  private static final Map<EntraResource, List<String>> SCOPES =
      Map.of(
          EntraResource.ACS, List.of("Teams.ManageCalls", "Teams.ManageChats"),
          EntraResource.TEAMS_PHONE, List.of("TeamsExtension.ManageCalls"),
          EntraResource.ACS_CLIENTS,
              List.of("Chat", "Chat.Join", "Chat.Join.Limited", "VoIP", "VoIP.Join"));

  /** Reads valid claims; throws where one is missing. */
  static EntraUser of(JWTClaimsSet claims) throws ParseException {
    String client = claims.getStringClaim("ver").equals("2.0") ? "azp" : "appid";
    String scopes = claims.getStringClaim("scp");
    return new EntraUser(
        Objects.requireNonNull(claims.getStringClaim("tid")),
        Objects.requireNonNull(claims.getStringClaim("oid")),
        Objects.requireNonNull(claims.getStringClaim(client)),
        scopes == null ? Set.of() : Set.of(scopes.split(" ", -1)),
        claims.getIssueTime().toInstant(),
        claims.getExpirationTime().toInstant());
  }

  /** What it would know of a user by a token that this application gets for the resource. */
  static EntraUser of(SampleUser user, String clientId, EntraResource resource) {
    return new EntraUser(
        user.organisation().tenantId(),
        user.objectId(),
        clientId,
        Set.copyOf(resource.scopes()),
        Instant.MIN,
        Instant.MAX);
  }

  /**
   * Whether what the exchange of this resource's tokens needs was granted: of Teams users both
   * scopes, of others one.
   *
   * @see <a
   *     href="https://learn.microsoft.com/azure/communication-services/concepts/interop/teams-user/azure-ad-api-permissions">Both
   *     permissions are required</a>
   */
  boolean hasScopesOf(EntraResource resource) {
    return resource.equals(EntraResource.ACS)
        ? scopes.containsAll(scopesOf(resource))
        : !granted(resource).isEmpty();
  }

  /** Of the scopes that the exchange knows, those that were granted. */
  List<String> granted(EntraResource resource) {
    return scopesOf(resource).stream().filter(scopes::contains).toList();
  }

  private static List<String> scopesOf(EntraResource resource) {
    return SCOPES.getOrDefault(resource, List.of());
  }

  /** Whether the directory knows the user, and as one with a Teams licence. */
  boolean hasTeamsLicence(Directory directory) {
    return directory.byObjectId(tenantId, objectId).filter(SampleUser::teamsLicence).isPresent();
  }
}
