package io.acsbroker.local.signin;

import io.acsbroker.local.entra.Application;
import io.acsbroker.local.entra.ApplicationKind;
import io.acsbroker.local.entra.AskedScopes;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraResource;
import io.acsbroker.local.entra.RefreshTokens;
import io.acsbroker.local.entra.SampleUser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That this person lets this application have tokens.
 *
 * @param scopes what the next token is for
 * @param nonce which the id token repeats; empty for none
 * @param claims which the access token meets; empty for none
 * @param consented the resources that the person was asked about
 * @param authenticated when they proved who they are, which the id token tells; empty where the
 *     application did not say how long ago that may have been
 * @param until when its refresh tokens end, where a page has got it by one: all end with the first
 */
record Grant(
    SampleUser user,
    Application app,
    AskedScopes scopes,
    String nonce,
    String claims,
    List<EntraResource> consented,
    Optional<Instant> authenticated,
    Optional<Instant> until)
    implements RefreshTokens.Refreshable {
  Grant {
    consented = List.copyOf(consented);
  }

  /** What a person agrees to who signs in. */
  Grant(SampleUser user, Application app, AskedScopes scopes, String nonce, String claims) {
    this(user, app, scopes, nonce, claims, scopes.resources(), Optional.empty(), Optional.empty());
  }

  @Override
  public String clientId() {
    return app.clientId();
  }

  /** The same, where the id token tells when the person proved who they are. */
  Grant authenticatedAt(Instant moment) {
    return new Grant(user, app, scopes, nonce, claims, consented, Optional.of(moment), until);
  }

  /** Whether this resource's tokens are consented to, just now or by the tenant. */
  boolean allows(EntraResource resource, Directory directory) {
    return consented.contains(resource) || directory.hasConsent(app, resource);
  }

  /** The same for these scopes alone. */
  Grant withScopes(AskedScopes newScopes) {
    return new Grant(user, app, newScopes, nonce, claims, consented, authenticated, until);
  }

  /**
   * The same as a refresh token has it, for who the person is in another tenant.
   *
   * @param end of that token
   * @see <a
   *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#refresh-the-access-token">Refresh
   *     tokens of pages carry over when they end</a>
   */
  Grant refreshedFor(SampleUser newUser, Instant end) {
    Optional<Instant> last =
        app.kind() == ApplicationKind.SPA ? Optional.of(end) : Optional.empty();
    return new Grant(newUser, app, scopes, "", claims, consented, authenticated, last);
  }
}
