package io.acsbroker.outcome;

import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.TenantId;
import java.util.Locale;
import java.util.Optional;

/**
 * What a new token has to satisfy: a client hands it to MSAL.
 *
 * @param claims the claims request as JSON; empty where a sign-in is wanted and nothing more
 * @param token which of its tokens the client has to get anew
 * @param tenant in which the user signs in for it
 * @param authorizationUri where
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
 *     challenges</a>
 */
public record ClaimsChallenge(
    Optional<String> claims, Wanted token, TenantId tenant, String authorizationUri) {
  /** The tokens that a client has. */
  public enum Wanted {
    CALLER,
    SUBJECT;

    /** The word for it in an answer. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A challenge to the user of a token.
   *
   * @param proof the token of which the tenant and the cloud are known
   */
  public static ClaimsChallenge of(Optional<String> claims, Wanted token, VerifiedToken proof) {
    TenantId tenant = proof.subject().tenant();
    return new ClaimsChallenge(claims, token, tenant, proof.cloud().authorizationUri(tenant));
  }
}
