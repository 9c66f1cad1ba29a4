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
  private static final Map<EntraResource, List<String>> SUFFICIENT =
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

  /** Whether a scope was granted that is enough for the exchange of this resource's tokens. */
  boolean hasScopeOf(EntraResource resource) {
    return !granted(resource).isEmpty();
  }

  /** Of the scopes that are enough for the exchange, those that were granted. */
  List<String> granted(EntraResource resource) {
    return SUFFICIENT.getOrDefault(resource, List.of()).stream().filter(scopes::contains).toList();
  }

  /** Whether the directory knows the user, and as one with a Teams licence. */
  boolean hasTeamsLicence(Directory directory) {
    return directory.byObjectId(tenantId, objectId).filter(SampleUser::teamsLicence).isPresent();
  }
}
