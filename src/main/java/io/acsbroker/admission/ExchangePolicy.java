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
import java.util.HashSet;
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
    return Step.unless(
        rule.isEmpty()
            ? Optional.of(AccessRefusal.tenantMisconfigured())
            : refusal(subject, rule.get()).or(() -> AssertionCheck.refusal(subject, request)),
        subject,
        trail.withSubject(subject));
  }

  private Optional<Refusal> refusal(ExchangeSubject subject, AccessRule rule) {
    return switch (subject) {
      case Unread unread -> Optional.empty();
      // Entra gave it for the broker's own application, and for the scopes that were asked for
      case OnBehalfOf(VerifiedToken token, var caller) -> AccessRefusal.ofGuest(token, rule);
      // Only for the credential itself may an answer challenge
      case Direct(VerifiedToken token) ->
          refusal(token, rule, "The token", RefusalCode.INSUFFICIENT_SCOPE);
      case Sent(VerifiedToken token, var caller) ->
          refusal(token, rule, "The subject token", RefusalCode.SUBJECT_SCOPE_MISSING);
    };
  }

  private Optional<Refusal> refusal(
      VerifiedToken token, AccessRule rule, String which, RefusalCode ofScope) {
    return clientRefusal(token, rule.clients())
        .or(() -> scopeRefusal(token, which, ofScope))
        .or(() -> AccessRefusal.ofGuest(token, rule));
  }

  private static Optional<Refusal> clientRefusal(VerifiedToken token, Set<ClientId> clients) {
    return clients.contains(token.client())
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.of(
                RefusalCode.CLIENT_NOT_ALLOWED,
                "This broker does not serve the application that the token was issued to. Get a"
                    + " token by one that it serves, or ask the operator of the broker, who decides"
                    + " which applications are allowed.",
                token.version().clientClaim(),
                "an application that this broker serves"));
  }

  private Optional<Refusal> scopeRefusal(VerifiedToken token, String which, RefusalCode code) {
    return isCoveredBy(token.scopes())
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.of(
                code,
                which
                    + " lacks "
                    + missing(token.scopes())
                    + ". Ask Entra for "
                    + names(required.requiredScopes(), " and ")
                    + (required.requiredScopes().size() == 1 ? "; " : " in the same request; ")
                    + AccessRefusal.CONSENT
                    + elsewhere(token.scopes()),
                "scp",
                names(required.requiredScopes(), " ")));
  }

  private String missing(Set<Scope> scopes) {
    Set<Scope> missing = new HashSet<>(required.requiredScopes());
    missing.removeAll(scopes);
    return (missing.size() == 1 ? "the scope " : "the scopes ") + names(missing, " and ");
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

  private static String names(Set<Scope> scopes, String separator) {
    return scopes.stream().map(Scope::value).sorted().collect(Collectors.joining(separator));
  }
}
