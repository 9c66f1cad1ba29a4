package io.acsbroker.local.entra;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token that a developer would like to have.
 *
 * @param user whose token
 * @param version {@code 1.0} or {@code 2.0}
 * @param audience the {@code aud} claim, verbatim
 * @param clientId the application that asks
 * @param scopes the {@code scp} claim; empty for a token without one
 * @param lifetime until it expires, counted from now; zero or less for one that has expired
 * @param membership the user's, as a token for the broker's API tells it
 * @param claims the claims parameter of a claims challenge that this token meets; empty for none
 */
public record TokenOrder(
    SampleUser user,
    String version,
    String audience,
    String clientId,
    List<String> scopes,
    Duration lifetime,
    Membership membership,
    String claims) {
  /** The versions that Entra has. */
  public static final List<String> VERSIONS = List.of("1.0", "2.0");

  /** The API of an application, by its address or by its client id alone. */
  private static final Pattern API =
      Pattern.compile("(?:api://)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

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
    return forResource(user, EntraResource.ACS, SampleDirectory.CLIENT_ID);
  }

  /** What the sample client gets for this user at another resource: version 1.0, 75 minutes. */
  public static TokenOrder forUser(SampleUser user, EntraResource resource) {
    return forResource(user, resource, SampleDirectory.CLIENT_ID);
  }

  /** What the calling client gets for this user: version 1.0, for the broker's API. */
  public static TokenOrder forCaller(SampleUser user) {
    return forResource(user, EntraResource.BROKER_API, SampleDirectory.CALLER_CLIENT_ID);
  }

  /** What the application that is its own API gets for this user, to call itself: version 1.0. */
  public static TokenOrder forItself(SampleUser user) {
    return forResource(
        user, EntraResource.ONE_REGISTRATION, SampleDirectory.ONE_REGISTRATION_CLIENT_ID);
  }

  /** What this client gets for this user at a resource: version 1.0, 75 minutes. */
  public static TokenOrder forResource(SampleUser user, EntraResource resource, String clientId) {
    return new TokenOrder(
        user,
        "1.0",
        resource.audience("1.0"),
        clientId,
        resource.scopes(),
        USUAL_LIFETIME,
        user.membership(),
        "");
  }

  /** For another user, with that one's roles and groups. */
  public TokenOrder withUser(SampleUser newUser) {
    return new TokenOrder(
        newUser, version, audience, clientId, scopes, lifetime, newUser.membership(), claims);
  }

  /** In another version; the audience of a known resource takes the form of that version. */
  public TokenOrder withVersion(String newVersion) {
    String newAudience = audience(newVersion);
    return new TokenOrder(
        user, newVersion, newAudience, clientId, scopes, lifetime, membership, claims);
  }

  private String audience(String newVersion) {
    Optional<EntraResource> known = EntraResource.ofMicrosoft(audience);
    if (known.isPresent()) {
      return known.get().audience(newVersion);
    }
    Matcher api = API.matcher(audience);
    if (!api.matches()) {
      return audience;
    }
    return newVersion.equals("2.0") ? api.group(1) : "api://" + api.group(1);
  }

  /** With exactly this audience. */
  public TokenOrder withAudience(String newAudience) {
    return new TokenOrder(
        user, version, newAudience, clientId, scopes, lifetime, membership, claims);
  }

  /** For another client. */
  public TokenOrder withClientId(String newClientId) {
    return new TokenOrder(
        user, version, audience, newClientId, scopes, lifetime, membership, claims);
  }

  /** With exactly these scopes. */
  public TokenOrder withScopes(List<String> newScopes) {
    return new TokenOrder(
        user, version, audience, clientId, newScopes, lifetime, membership, claims);
  }

  /** With exactly these scopes. */
  public TokenOrder withScopes(String... newScopes) {
    return withScopes(List.of(newScopes));
  }

  /** With another lifetime, from now. */
  public TokenOrder withLifetime(Duration newLifetime) {
    return new TokenOrder(
        user, version, audience, clientId, scopes, newLifetime, membership, claims);
  }

  /** With exactly these roles and groups. */
  public TokenOrder withMembership(Membership newMembership) {
    return new TokenOrder(
        user, version, audience, clientId, scopes, lifetime, newMembership, claims);
  }

  /** With exactly these roles. */
  public TokenOrder withRoles(String... roles) {
    return withMembership(membership.withRoles(List.of(roles)));
  }

  /** With exactly these groups. */
  public TokenOrder withGroups(String... groups) {
    return withMembership(membership.withGroups(List.of(groups)));
  }

  /** As an answer to this claims challenge: JSON with an {@code access_token} in it. */
  public TokenOrder withClaims(String newClaims) {
    return new TokenOrder(
        user, version, audience, clientId, scopes, lifetime, membership, newClaims);
  }
}
