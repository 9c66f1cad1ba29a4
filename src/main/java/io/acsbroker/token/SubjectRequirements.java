package io.acsbroker.token;

import java.util.HashSet;
import java.util.Set;

/**
 * What subject tokens of a route have to be.
 *
 * @param profile whom they are for
 * @param requiredScopes all of which they need
 */
public record SubjectRequirements(
    ExchangeRoute route, TokenProfile profile, Set<Scope> requiredScopes) {
  public SubjectRequirements {
    requiredScopes = Set.copyOf(requiredScopes);
  }

  /** The requirements of a route whose settings are not set. */
  public static SubjectRequirements usual(ExchangeRoute route, EntraCloud cloud) {
    return new SubjectRequirements(route, route.resource().profile(cloud), route.defaultScopes());
  }

  /** The required scopes as applications ask for them. */
  public Set<String> scopeNames(EntraCloud cloud) {
    Set<String> names = new HashSet<>();
    for (Scope scope : requiredScopes) {
      names.add(route.resource().scope(cloud, scope));
    }
    return Set.copyOf(names);
  }
}
