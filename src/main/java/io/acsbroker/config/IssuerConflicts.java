package io.acsbroker.config;

import io.acsbroker.token.AcsResource;
import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.SubjectRequirements;
import io.acsbroker.token.TokenProfile;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells where an issuer of the document would collide with what else the settings say.
 *
 * @param authorityHost where Entra is asked
 * @param tenants that the rules know
 * @param subjects what the subject tokens of each route have to be
 * @param api the broker's own API in Entra, where there is one
 */
record IssuerConflicts(
    URI authorityHost,
    AllowedTenants tenants,
    Collection<SubjectRequirements> subjects,
    Optional<ClientId> api) {

  /** Why callers' tokens cannot be for this audience; empty where they can. */
  Optional<String> whyNoAudience(String audience, Set<String> clients) {
    if (clients.contains(audience)) {
      return Optional.of("must not be one of clients, whose id tokens would let users in");
    }
    String name = plain(audience);
    if (ofSubjectTokens().anyMatch(it -> plain(it).equals(name))) {
      return Optional.of("must not be an audience of subject tokens, from which callers' are told");
    }
    boolean isOfTheApi =
        api.map(TokenProfile::callers).stream()
            .flatMap(callers -> callers.v1Audiences().stream())
            .anyMatch(name::equals);
    return isOfTheApi
        ? Optional.of("must not be BROKER_API_CLIENT_ID, which is for tokens of Entra's")
        : Optional.empty();
  }

  /** Those of the settings, and all of ACS's own. */
  private Stream<String> ofSubjectTokens() {
    Stream<String> ofRoutes =
        subjects.stream()
            .map(SubjectRequirements::profile)
            .flatMap(it -> Stream.of(it.v1Audiences(), it.v2Audiences()))
            .flatMap(Set::stream);
    return Stream.concat(
        ofRoutes, Arrays.stream(AcsResource.values()).flatMap(it -> it.audiences().stream()));
  }

  /** Without what people overlook: letter case, and a slash at the end. */
  private static String plain(String audience) {
    return audience.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
  }
}
