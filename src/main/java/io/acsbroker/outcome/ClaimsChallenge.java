package io.acsbroker.outcome;

import java.util.Locale;
import java.util.Optional;

/**
 * What a new token has to satisfy: a client hands it to MSAL.
 *
 * @param claims the claims request as JSON; empty where a sign-in is wanted and nothing more
 * @param token which of its tokens the client has to get anew
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/claims-challenge">Claims
 *     challenges</a>
 */
public record ClaimsChallenge(Optional<String> claims, Wanted token) {
  /** The tokens that a client has. */
  public enum Wanted {
    CALLER,
    SUBJECT;

    /** The word for it in an answer. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A challenge that a new caller token satisfies. */
  public static ClaimsChallenge forCaller(Optional<String> claims) {
    return new ClaimsChallenge(claims, Wanted.CALLER);
  }
}
