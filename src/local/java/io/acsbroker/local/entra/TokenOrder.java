package io.acsbroker.local.entra;

import java.time.Duration;
import java.util.List;

/**
 * A token that a developer would like to have.
 *
 * @param user whose token
 * @param version {@code 1.0} or {@code 2.0}
 * @param audience the {@code aud} claim, verbatim
 * @param clientId the application that asks
 * @param scopes the {@code scp} claim; empty for a token without one
 * @param lifetime until it expires, counted from now; zero or less for one that has expired
 */
public record TokenOrder(
    SampleUser user,
    String version,
    String audience,
    String clientId,
    List<String> scopes,
    Duration lifetime) {
  /** The versions that Entra has. */
  public static final List<String> VERSIONS = List.of("1.0", "2.0");

  static final Duration USUAL_LIFETIME = Duration.ofMinutes(75);

  /**
   * Keeps a copy of the scopes.
   *
   * @throws IllegalArgumentException for a version that Entra does not have
   */
  public TokenOrder {
    if (!VERSIONS.contains(version)) {
      throw new IllegalArgumentException("version is one of " + VERSIONS + ", not " + version);
    }
    scopes = List.copyOf(scopes);
  }

  /** What the sample client gets for this user: version 1.0, for ACS, both scopes, 75 minutes. */
  public static TokenOrder forUser(SampleUser user) {
    EntraResource acs = EntraResource.ACS;
    return new TokenOrder(
        user, "1.0", acs.audience("1.0"), SampleDirectory.CLIENT_ID, acs.scopes(), USUAL_LIFETIME);
  }

  /** For another user. */
  public TokenOrder withUser(SampleUser newUser) {
    return new TokenOrder(newUser, version, audience, clientId, scopes, lifetime);
  }

  /** In another version; the audience of a known resource takes the form of that version. */
  public TokenOrder withVersion(String newVersion) {
    String newAudience =
        EntraResource.meantBy(audience)
            .map(resource -> resource.audience(newVersion))
            .orElse(audience);
    return new TokenOrder(user, newVersion, newAudience, clientId, scopes, lifetime);
  }

  /** With exactly this audience. */
  public TokenOrder withAudience(String newAudience) {
    return new TokenOrder(user, version, newAudience, clientId, scopes, lifetime);
  }

  /** For another client. */
  public TokenOrder withClientId(String newClientId) {
    return new TokenOrder(user, version, audience, newClientId, scopes, lifetime);
  }

  /** With exactly these scopes. */
  public TokenOrder withScopes(List<String> newScopes) {
    return new TokenOrder(user, version, audience, clientId, newScopes, lifetime);
  }

  /** With exactly these scopes. */
  public TokenOrder withScopes(String... newScopes) {
    return withScopes(List.of(newScopes));
  }

  /** With another lifetime, from now. */
  public TokenOrder withLifetime(Duration newLifetime) {
    return new TokenOrder(user, version, audience, clientId, scopes, newLifetime);
  }
}
