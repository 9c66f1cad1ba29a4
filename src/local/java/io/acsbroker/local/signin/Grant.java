package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.SampleUser;

/**
 * That this person lets this application have tokens.
 *
 * @param nonce which the id token repeats; empty for none
 * @param claims which the access token meets; empty for none
 */
record Grant(SampleUser user, Application app, AskedScopes scopes, String nonce, String claims) {

  /** The same for these scopes alone. */
  Grant withScopes(AskedScopes newScopes) {
    return new Grant(user, app, newScopes, nonce, claims);
  }

  /** The same for other scopes, as a refresh token can be used for. */
  Grant forScopes(AskedScopes newScopes, String newClaims) {
    return new Grant(user, app, newScopes, "", newClaims);
  }
}
