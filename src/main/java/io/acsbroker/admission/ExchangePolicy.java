package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.Direct;
import io.acsbroker.outcome.ExchangeSubject.OnBehalfOf;
import io.acsbroker.outcome.ExchangeSubject.Sent;
import io.acsbroker.outcome.ExchangeSubject.Unread;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Scope;
import io.acsbroker.token.SubjectRequirements;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * For which users and clients with a verified subject token ACS may be asked.
 *
 * @param rules of the tenants
 * @param required what their subject tokens have to be
 */
public record ExchangePolicy(AccessRules rules, SubjectRequirements required) {
  /** Passes the subject on where the tenant's rule allows it, and refuses it otherwise. */
  public Step<ExchangeSubject> admit(
      ExchangeSubject subject, ExchangeRequest request, Trail trail) {
    Optional<AccessRule> rule = rules.of(subject.subject().tenant());
    Optional<Refusal> refusal =
        rule.isEmpty()
            ? Optional.of(AccessRefusal.tenantMisconfigured())
            : refusal(subject, rule.get()).or(() -> AssertionCheck.refusal(subject, request));
    Trail known = trail.withSubject(subject);
    return Step.unless(
        refusal, subject, refusal.isEmpty() ? known.admittedBy(rules.origin()) : known);
  }

  private Optional<Refusal> refusal(ExchangeSubject subject, AccessRule rule) {
    return switch (subject) {
      case Unread unread -> Optional.empty();
      // Entra gave it for the broker's own application, and for the scopes that were asked for
      case OnBehalfOf(VerifiedToken token, var caller) -> AccessRefusal.ofGuest(token, rule);
      // Only for the credential itself may an answer challenge
      case Direct(VerifiedToken token) -> refusal(token, rule, RefusalCode.INSUFFICIENT_SCOPE);
      case Sent(VerifiedToken token, var caller) ->
          refusal(token, rule, RefusalCode.SUBJECT_SCOPE_MISSING);
    };
  }

  private Optional<Refusal> refusal(VerifiedToken token, AccessRule rule, RefusalCode ofScope) {
    return clientRefusal(token, rule.clients())
        .or(() -> scopeRefusal(token, ofScope))
        .or(() -> AccessRefusal.ofGuest(token, rule));
  }

  private static Optional<Refusal> clientRefusal(VerifiedToken token, Set<ClientId> clients) {
    return clients.contains(token.client())
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.of(
                RefusalCode.CLIENT_NOT_ALLOWED,
                "This broker does not serve the application that the token was issued to. Its"
                    + " operator decides which applications are allowed.",
                token.version().clientClaim(),
                "an application that this broker serves"));
  }

  private Optional<Refusal> scopeRefusal(VerifiedToken token, RefusalCode code) {
    return isCoveredBy(token.scopes())
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.of(
                code,
                "The token lacks a scope that this broker requires. Ask Entra for all of them; the"
                    + " user or an administrator may have to consent."
                    + elsewhere(token.scopes()),
                "scp",
                requiredScopeNames()));
  }

  /** Whether the scopes of a token on behalf of the user include all that are required. */
  boolean isCoveredBy(Set<Scope> scopes) {
    return scopes.containsAll(required.requiredScopes());
  }

  /** A token of the same resource that has nothing of this route may be on its way to another. */
  private String elsewhere(Set<Scope> scopes) {
    return Collections.disjoint(scopes, required.requiredScopes())
        ? ExchangeRoute.of(required.route().resource()).stream()
            .filter(other -> other != required.route())
            .filter(other -> !Collections.disjoint(scopes, other.defaultScopes()))
            .map(
                other -> " A token with the scopes of this one belongs to " + other.address() + ".")
            .collect(Collectors.joining())
        : "";
  }

  private String requiredScopeNames() {
    return required.requiredScopes().stream()
        .map(Scope::value)
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
