package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.Direct;
import io.acsbroker.outcome.ExchangeSubject.OnBehalfOf;
import io.acsbroker.outcome.ExchangeSubject.Sent;
import io.acsbroker.outcome.ExchangeSubject.Unread;
import io.acsbroker.outcome.ExchangeSubject.Verified;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.Finding;
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
    Optional<Refusal> ofRule =
        rule.isEmpty()
            ? Optional.of(AccessRefusal.tenantMisconfigured())
            : refusal(subject, rule.get());
    Optional<Refusal> refusal =
        ofRule.isPresent() ? ofRule : AssertionCheck.refusal(subject, request);
    Trail known = trail.withSubject(subject);
    return Step.unless(
        refusal, subject, refusal.isEmpty() ? known.admittedBy(rules.origin()) : known);
  }

  private Optional<Refusal> refusal(ExchangeSubject subject, AccessRule rule) {
    // Before the switch, which is made at run time: the first token need not wait for that
    if (subject instanceof Direct direct) {
      return refusal(direct, rule);
    }
    return switch (subject) {
      case Unread unread -> Optional.empty();
      // Entra gave it for the broker's own application, and for the scopes that were asked for
      case OnBehalfOf(VerifiedToken token, var caller) ->
          AccessRefusal.ofGuest(token, subject.tokenName(), rule);
      case Direct direct -> refusal(direct, rule);
      case Sent sent -> refusal(sent, rule);
    };
  }

  private Optional<Refusal> refusal(Verified subject, AccessRule rule) {
    VerifiedToken token = subject.proof();
    String name = subject.tokenName();
    Optional<Refusal> ofClient = clientRefusal(token, name, rule.clients());
    if (ofClient.isPresent()) {
      return ofClient;
    }
    Optional<Refusal> scope = scopeRefusal(subject, token.scopes());
    return scope.isPresent() ? scope : AccessRefusal.ofGuest(token, name, rule);
  }

  private static Optional<Refusal> clientRefusal(
      VerifiedToken token, String name, Set<ClientId> clients) {
    return clients.contains(token.client())
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.ofClient(
                RefusalCode.CLIENT_NOT_ALLOWED,
                "The "
                    + name
                    + " was issued to an application that this broker does not serve. Get a token"
                    + " by one that it serves, or ask the operator of the broker, who decides which"
                    + " applications are allowed.",
                token,
                "an application that this broker serves"));
  }

  private Optional<Refusal> scopeRefusal(Verified subject, Set<Scope> scopes) {
    Set<Scope> missing = missing(scopes);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.of(
                    // Only for the credential itself may an answer challenge
                    subject instanceof Direct
                        ? RefusalCode.INSUFFICIENT_SCOPE
                        : RefusalCode.SUBJECT_SCOPE_MISSING,
                    "The "
                        + subject.tokenName()
                        + (missing.size() == 1 ? " lacks the scope " : " lacks the scopes ")
                        + names(missing, " and ")
                        + ". Ask Entra for "
                        + names(required.requiredScopes(), " and ")
                        + (required.requiredScopes().size() == 1 ? "; " : " in the same request; ")
                        + AccessRefusal.CONSENT
                        + elsewhere(scopes),
                    "scp",
                    names(required.requiredScopes(), " "))
                .with(found(missing)));
  }

  /** Which of the required scopes are not among these. */
  Set<Scope> missing(Set<Scope> scopes) {
    Set<Scope> missing = new HashSet<>(required.requiredScopes());
    missing.removeAll(scopes);
    return missing;
  }

  /** Missing scopes, for the log. */
  static Finding found(Set<Scope> missing) {
    return Finding.logged("missing " + names(missing, " "));
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
