package io.acsbroker.local.signin;

import io.acsbroker.local.entra.AskedScopes;
import io.acsbroker.local.entra.Directory;
import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.entra.ScopesReading;

/** A grant that becomes tokens, or why none does. */
sealed interface GrantDecision {
  /** This grant, for exactly the scopes in it. */
  record Granted(Grant grant) implements GrantDecision {}

  /** None, and why. */
  record Denied(EntraRefusal refusal) implements GrantDecision {
    Denied(Denial denial) {
      this(denial.refusal());
    }
  }

  /** Grants these scopes, where their resource's tokens are consented to. */
  static GrantDecision of(Grant grant, ScopesReading asked, Directory directory) {
    return switch (asked) {
      case ScopesReading.Refused(EntraRefusal refusal) -> new Denied(refusal);
      case ScopesReading.Read(AskedScopes scopes) ->
          grant.allows(scopes.resource(), directory)
              ? new Granted(grant.withScopes(scopes.withOpenIdOf(grant.scopes())))
              : new Denied(
                  EntraRefusal.consentMissing(grant.app().clientId(), grant.app().title()));
    };
  }
}
