package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.SampleUser;
import java.time.Instant;
import java.util.Optional;

/**
 * That this person lets this application have tokens.
 *
 * @param nonce which the id token repeats; empty for none
 * @param claims which the access token meets; empty for none
 * @param authenticated when they proved who they are, which the id token tells; empty where the
 *     application did not say how long ago that may have been
 */
record Grant(
    SampleUser user,
    Application app,
    AskedScopes scopes,
    String nonce,
    String claims,
    Optional<Instant> authenticated) {
  /** What a person agrees to who signs in. */
  Grant(SampleUser user, Application app, AskedScopes scopes, String nonce, String claims) {
    this(user, app, scopes, nonce, claims, Optional.empty());
  }

  /** The same, where the id token tells when the person proved who they are. */
  Grant authenticatedAt(Instant moment) {
    return new Grant(user, app, scopes, nonce, claims, Optional.of(moment));
  }

  /** The same for these scopes alone. */
  Grant withScopes(AskedScopes newScopes) {
    return new Grant(user, app, newScopes, nonce, claims, authenticated);
  }

  /** The same for other scopes, as a refresh token can be used for. */
  Grant forScopes(AskedScopes newScopes, String newClaims) {
    return new Grant(user, app, newScopes, "", newClaims, authenticated);
  }
}
