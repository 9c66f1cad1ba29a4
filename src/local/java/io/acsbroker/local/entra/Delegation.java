package io.acsbroker.local.entra;

import java.time.Instant;
import java.util.Optional;

/**
 * For whom the broker's API asks: whose token it shows, or whose refresh token.
 *
 * @param user in the tenant where it asks
 * @param callerToken the user's, now or when the refresh token was given out
 * @param clientId the API's
 * @param scopes those of a refresh token, for a request that names none
 */
record Delegation(
    SampleUser user, String callerToken, String clientId, Optional<AskedScopes> scopes)
    implements RefreshTokens.Refreshable {
  /** What is found in a request. */
  sealed interface Found {
    /** This user. */
    record Good(Delegation delegation) implements Found {}

    /** Nobody, and why. */
    record Bad(EntraRefusal refusal) implements Found {}
  }

  /** Looks at what a request shows. */
  static Found in(DelegationRequest request, EntraEmulator entra, Instant now) {
    return request.isRefresh() ? ofRefreshToken(request, entra) : ofAssertion(request, entra, now);
  }

  private static Found ofAssertion(DelegationRequest request, EntraEmulator entra, Instant now) {
    UserAssertion assertion = UserAssertion.of(request, entra);
    Optional<EntraRefusal> refusal = assertion.refusal(request.tenantId(), now);
    if (refusal.isPresent()) {
      return new Found.Bad(refusal.get());
    }
    return assertion
        .user()
        .<Found>map(
            user ->
                new Found.Good(
                    new Delegation(
                        user, assertion.token(), request.parameter("client_id"), Optional.empty())))
        .orElseGet(
            () ->
                new Found.Bad(
                    EntraRefusal.invalidGrant(
                        50034, "The user account does not exist in the directory.")));
  }

  private static Found ofRefreshToken(DelegationRequest request, EntraEmulator entra) {
    String client = request.parameter("client_id");
    RefreshTokens.Found found =
        entra
            .onBehalfOf()
            .refreshTokens()
            .find(request.parameter("refresh_token"), client, request.tenantId());
    return switch (found) {
      case RefreshTokens.Found.Good(Delegation delegation, SampleUser user, Instant until) ->
          new Found.Good(delegation.with(user));
      case RefreshTokens.Found.Good other -> new Found.Bad(RefreshTokens.OF_OTHER_APPLICATION);
      case RefreshTokens.Found.Bad(EntraRefusal refusal) -> new Found.Bad(refusal);
    };
  }

  private Delegation with(SampleUser newUser) {
    return new Delegation(newUser, callerToken, clientId, scopes);
  }

  /** The same, to be refreshed for these scopes. */
  Delegation with(AskedScopes newScopes) {
    return new Delegation(user, callerToken, clientId, Optional.of(newScopes));
  }

  /** What the request asks for; what the refresh token was given out with, where it names none. */
  ScopesReading scopes(DelegationRequest request, Directory directory) {
    String asked = request.parameter("scope");
    if (asked.isBlank() && scopes.isPresent()) {
      return new ScopesReading.Read(scopes.get());
    }
    if (!request.isRefresh()) {
      return ScopesReading.ofOneResource(directory, asked);
    }
    return switch (ScopesReading.of(directory, asked)) {
      case ScopesReading.Read(AskedScopes read) when scopes.isPresent() ->
          new ScopesReading.Read(read.withOpenIdOf(scopes.get()));
      case ScopesReading other -> other;
    };
  }
}
