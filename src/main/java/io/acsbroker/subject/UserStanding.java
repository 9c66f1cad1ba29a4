package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.token.AppRole;
import io.acsbroker.token.ObjectId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Roles, groups and guest status of a token's user. A claim of another form than Entra's gives
 * nothing.
 *
 * @param roles the claim {@code roles}
 * @param groups the claim {@code groups}
 * @param groupsOverage whether the user is in more groups than a token has room for, so that it
 *     lists none
 * @param guest the claim by which the user is a guest in the tenant; empty for a member, and where
 *     the token does not tell
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">
 *     Access token claims</a>
 */
public record UserStanding(
    Set<AppRole> roles, Set<ObjectId> groups, boolean groupsOverage, Optional<String> guest) {
  /** A user of whom the token says nothing. */
  public static final UserStanding PLAIN =
      new UserStanding(Set.of(), Set.of(), /* groupsOverage= */ false, Optional.empty());

  private static final Set<String> CLAIMS =
      Set.of("roles", "groups", "hasgroups", "_claim_names", "acct", "idp");

  public UserStanding {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
  }

  /**
   * Reads the claims of a token.
   *
   * @param issuers of the tenant itself, by each of which members may be said to sign in
   */
  static UserStanding of(JsonObject claims, Set<String> issuers) {
    return !Collections.disjoint(CLAIMS, claims.names())
        ? new UserStanding(
            parsed(claims.strings("roles"), AppRole::parse),
            parsed(claims.strings("groups"), ObjectId::parse),
            isOverage(claims),
            guest(claims, issuers))
        : PLAIN;
  }

  private static <T> Set<T> parsed(List<String> texts, Function<String, Optional<T>> parser) {
    return texts.stream()
        .map(parser)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isOverage(JsonObject claims) {
    return claims.has("hasgroups")
        || claims.object("_claim_names").filter(names -> names.has("groups")).isPresent();
  }

  /** The claim {@code acct} decides where an application asks for it; {@code idp} else. */
  private static Optional<String> guest(JsonObject claims, Set<String> issuers) {
    if (claims.has("acct")) {
      return Optional.of("acct").filter(any -> !claims.integer("acct").equals(Optional.of(0L)));
    }
    return Optional.of("idp")
        .filter(claims::has)
        .filter(any -> claims.string("idp").filter(issuers::contains).isEmpty());
  }
}
