package io.acsbroker.users;

import io.acsbroker.issuance.TokenOptions;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.token.AcsScope;
import io.acsbroker.token.Finding;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The scopes and the lifetime that tokens of ACS identities may have.
 *
 * @param scopes which they have where the request names none; it may name any that one of these
 *     {@linkplain AcsScope#allows allows}
 * @param longest lifetime
 */
public record IdentityPolicy(Set<AcsScope> scopes, Duration longest) {
  /** Keeps a copy of the scopes. */
  public IdentityPolicy {
    scopes = Set.copyOf(scopes);
  }

  /** What ACS is asked for where the request names less. */
  TokenOptions options(IdentityRequest.Token request) {
    return new TokenOptions(request.scopes().orElse(scopes), request.lifetime().orElse(longest));
  }

  /** The refusal of a token like this; empty where it may be issued. */
  Optional<Refusal> refusal(TokenOptions options) {
    String excess = names(scope -> options.scopes().contains(scope) && !allows(scope), " ");
    if (!excess.isEmpty()) {
      return Optional.of(
          new Refusal(
                  RefusalCode.SCOPES_NOT_ALLOWED,
                  "This broker issues no tokens with all of these scopes. Ask for none but those"
                      + " that its operator allows: "
                      + names(this::allows, ", ")
                      + ".",
                  "")
              .with(Finding.logged("not allowed " + excess)));
    }
    return options.lifetime().compareTo(longest) <= 0
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                RefusalCode.LIFETIME_NOT_ALLOWED,
                "This broker issues no tokens for so long. Ask for less: its operator allows "
                    + longest.toMinutes()
                    + " minutes at most.",
                ""));
  }

  private boolean allows(AcsScope asked) {
    return scopes.stream().anyMatch(scope -> scope.allows(asked));
  }

  private static String names(Predicate<AcsScope> which, String separator) {
    return Arrays.stream(AcsScope.values())
        .filter(which)
        .map(AcsScope::text)
        .collect(Collectors.joining(separator));
  }
}
