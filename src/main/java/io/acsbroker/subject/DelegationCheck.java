package io.acsbroker.subject;

import io.acsbroker.json.JsonObject;
import io.acsbroker.subject.Verification.Rejected;
import io.acsbroker.token.Scope;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that a user stands behind the token. An application's own token has {@code roles} and no
 * {@code scp}, an id token neither; ACS grants applications nothing.
 */
final class DelegationCheck {
  private DelegationCheck() {}

  static Optional<Rejected> refusal(JsonObject claims) {
    if (isOfApplication(claims) || (!claims.has("scp") && claims.has("roles"))) {
      return Optional.of(
          Rejected.claim(RejectionReason.APPLICATION_TOKEN, "scp", "a signed-in user's scopes"));
    }
    return scopes(claims).isEmpty()
        ? Optional.of(
            Rejected.claim(RejectionReason.SCOPES_MISSING, "scp", "a signed-in user's scopes"))
        : Optional.empty();
  }

  /**
   * Whether the token says of itself that no user is behind it, or has no scopes and is its own
   * subject: a user's {@code sub} is another at each application.
   */
  static boolean isOfApplication(JsonObject claims) {
    boolean user = !claims.has("idtyp") || claims.string("idtyp").equals(Optional.of("user"));
    return !user
        || (!claims.has("scp")
            && claims.has("sub")
            && claims.string("sub").equals(claims.string("oid")));
  }

  /** The scopes of {@code scp}; none where the claim is missing or is not a list of scopes. */
  static Set<Scope> scopes(JsonObject claims) {
    return scopes(claims.string("scp").orElse(""));
  }

  /** The scopes of a text with one space between them; none where it is anything else. */
  static Set<Scope> scopes(String text) {
    Set<Scope> scopes = new HashSet<>();
    for (String name : text.split(" ", -1)) {
      Optional<Scope> scope = Scope.parse(name);
      if (scope.isEmpty()) {
        return Set.of();
      }
      scopes.add(scope.get());
    }
    return scopes;
  }
}
