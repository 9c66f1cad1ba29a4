package io.acsbroker.token;

import java.util.Set;

/**
 * What a route wants its tokens to be, as data, so that one verifier serves all routes.
 *
 * @param v1Audiences the values of {@code aud} that a v1 token may have
 * @param v2Audiences the values of {@code aud} that a v2 token may have
 */
public record TokenProfile(Set<String> v1Audiences, Set<String> v2Audiences) {
  public TokenProfile {
    v1Audiences = Set.copyOf(v1Audiences);
    v2Audiences = Set.copyOf(v2Audiences);
  }

  /** Caller tokens: those of the broker's own API. */
  public static TokenProfile callers(ClientId api) {
    return ofAudiences(Set.of(api.value(), "api://" + api.value()));
  }

  /** A profile of the same audiences for both versions. */
  public static TokenProfile ofAudiences(Set<String> audiences) {
    return new TokenProfile(audiences, audiences);
  }

  public Set<String> audiences(TokenVersion version) {
    return switch (version) {
      case V1 -> v1Audiences;
      case V2 -> v2Audiences;
    };
  }
}
