package io.acsbroker.local.signin;

import io.acsbroker.local.entra.AskedScopes;
import io.acsbroker.local.entra.ClaimsRequest;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.RefreshTokens;
import io.acsbroker.local.entra.SampleUser;
import io.acsbroker.local.entra.ScopesReading;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request with the refresh token of a page or a program. Of scopes of several resources the first
 * one's are granted.
 *
 * @param tenant where it came: one tenant's id, or what stands for any
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#refresh-the-access-token">Refresh
 *     the access token</a>
 */
record RefreshTokenGrant(Directory directory, String tenant, Map<String, String> form) {
  static final String GRANT_TYPE = "refresh_token";

  GrantDecision decide(RefreshTokens refreshTokens) {
    RefreshTokens.Found found =
        refreshTokens.find(
            form.getOrDefault("refresh_token", ""), form.getOrDefault("client_id", ""), tenant);
    return switch (found) {
      case RefreshTokens.Found.Good(Grant grant, SampleUser user, Instant until) ->
          decide(grant.refreshedFor(user, until));
      case RefreshTokens.Found.Good other ->
          new GrantDecision.Denied(RefreshTokens.OF_OTHER_APPLICATION);
      case RefreshTokens.Found.Bad(EntraRefusal refusal) -> new GrantDecision.Denied(refusal);
    };
  }

  private GrantDecision decide(Grant kept) {
    if (isForItself(kept)) {
      return new GrantDecision.Denied(Denial.TOKEN_FOR_ITSELF);
    }
    Optional<String> claims = ClaimsRequest.challenge(form.getOrDefault("claims", ""));
    return claims.isPresent() && !claims.equals(Optional.of(kept.claims()))
        ? new GrantDecision.Denied(Denial.INTERACTION_REQUIRED)
        : GrantDecision.of(kept, scopes(kept), directory);
  }

  private ScopesReading scopes(Grant kept) {
    String asked = form.getOrDefault("scope", "");
    return asked.isBlank()
        ? new ScopesReading.Read(kept.scopes())
        : ScopesReading.of(directory, asked);
  }

  /**
   * Whether an application that is its own API, and has named it by its URI, names nothing now.
   *
   * @see <a href="https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/5198">
   *     AADSTS90009 at such a request of MSAL's</a>
   */
  private boolean isForItself(Grant kept) {
    String client = kept.app().clientId();
    return AskedScopes.nameNoResource(form.getOrDefault("scope", ""))
        && kept.scopes().resource().isMeantBy(client)
        && !kept.scopes().audience().equals(client);
  }
}
