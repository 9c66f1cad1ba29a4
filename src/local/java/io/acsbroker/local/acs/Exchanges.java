package io.acsbroker.local.acs;

import io.acsbroker.local.acs.ApiVersions.Operations;
import io.acsbroker.local.entra.ClaimsChallenges;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.net.CannedAnswer;
import io.acsbroker.local.net.LoopbackRequest;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** What becomes of a user's Entra token, by every check of the real service and in its order. */
record Exchanges(
    EntraTokenCheck entraTokens,
    ClaimsChallenges challenges,
    EntraAssignments assignments,
    TeamsPhoneAssignments phoneAssignments,
    TeamsRefusals teams,
    IssuedTokens issuedTokens,
    InstantSource clock) {

  /** The exchange whose request is signed by the resource, with the token in its body. */
  CannedAnswer ofTeamsUser(LoopbackRequest request) {
    return JsonBody.of(
        request,
        members -> {
          ExchangeBody body = ExchangeBody.of(members);
          return exchange(body.token(), EntraResource.ACS, user -> reached(body, user));
        });
  }

  /** The exchanges whose only credential is the token, and whose body says nothing. */
  CannedAnswer ofBearer(LoopbackRequest request, Operations operations, EntraResource resource) {
    return exchange(
        request.bearerToken().orElse(""),
        resource,
        user ->
            JsonBody.of(
                request, body -> ApiVersions.reporting(operations, exchange(user, resource))));
  }

  private CannedAnswer reached(ExchangeBody body, EntraUser user) {
    return body.missing()
        .map(AcsError::answer)
        .orElseGet(() -> ApiVersions.reporting(Operations.TEAMS_USERS, exchange(body, user)));
  }

  private CannedAnswer exchange(
      String token, EntraResource resource, Function<EntraUser, CannedAnswer> exchange) {
    return entraTokens
        .valid(token, resource)
        .filter(user -> user.hasScopesOf(resource))
        .map(
            user ->
                challenges
                    .unmet(user.objectId(), token)
                    .map(AcsError.INVALID_TOKEN::challenge)
                    .orElseGet(() -> exchange.apply(user)))
        .orElseGet(AcsError.INVALID_TOKEN::answer);
  }

  private CannedAnswer exchange(ExchangeBody body, EntraUser user) {
    return body.fault(user)
        .or(() -> refusal(user, EntraResource.ACS))
        .map(AcsError::answer)
        .orElseGet(() -> issuedTokens.issue(user, clock.instant()));
  }

  private CannedAnswer exchange(EntraUser user, EntraResource resource) {
    return refusal(user, resource)
        .map(AcsError::answer)
        .orElseGet(() -> issuedTokens.issueWithIdentity(user, resource, clock.instant()));
  }

  /** Why this user gets nothing for a good token for the resource, where there is a reason. */
  Optional<AcsError> refusal(EntraUser user, EntraResource resource) {
    if (resource.equals(EntraResource.ACS)) {
      return teams.of(user);
    }
    boolean byPhone = resource.equals(EntraResource.TEAMS_PHONE);
    if (!(byPhone ? phoneAssignments.admits(user) : assignments.admits(user))) {
      return Optional.of(AcsError.NOT_ASSIGNED);
    }
    return byPhone ? teams.of(user) : Optional.empty();
  }
}
