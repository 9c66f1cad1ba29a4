package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeOutcome.Refused;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Stage;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.ForeignCaller;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import java.util.Optional;

/**
 * For whom a caller of another issuer than Entra may come: with a subject token that it sends,
 * which is verified in full, of the user to whom its own token is bound or, where it is bound to
 * nobody, of the tenants that its issuer's entry lists; and where the rule of that tenant lets it.
 *
 * @param sent verifies the subject tokens
 * @param rules of their tenants
 */
public record ForeignSubject(VerifiedSubject sent, AccessRules rules) {
  private static final String UNDELEGATED =
      ", which the broker gets on behalf of nobody who signs in elsewhere than at Entra";

  Step<ExchangeSubject> subject(
      Optional<ReceivedToken> token, ForeignCaller caller, Trail trail, Deadline deadline) {
    return token.isEmpty()
        ? new Step.Stopped<>(SentSubject.missing(UNDELEGATED), Stage.TOKEN, trail)
        : sent.subject(token.get(), caller, trail, deadline)
            .then((subject, further) -> allowed(subject, caller, further));
  }

  /** What stands in the way of the first subject token; empty where nothing does. */
  Optional<ReadinessProblem> prepare(Deadline deadline) {
    return sent.prepare(deadline);
  }

  private Step<ExchangeSubject> allowed(
      ExchangeSubject subject, ForeignCaller caller, Trail trail) {
    Optional<Refusal> refusal =
        unbound(subject.subject(), caller).or(() -> closed(subject.subject(), caller));
    return refusal.isEmpty()
        ? new Step.Passed<>(subject, trail)
        : new Step.Stopped<>(
            new Refused(refusal.get()),
            Stage.POLICY,
            // Whose token it is that somebody else sent is nobody's fault but the caller's
            trail.withTenant(Optional.of(subject.subject().tenant())));
  }

  private static Optional<Refusal> unbound(Subject user, ForeignCaller caller) {
    return switch (caller.issuer().binding()) {
      case Binding.ToUser(var tenant, var object) ->
          caller.boundTo().equals(Optional.of(user))
              ? Optional.empty()
              : Optional.of(
                  mismatch(
                      caller.boundTo().filter(it -> it.tenant().equals(user.tenant())).isPresent()
                          ? object.text()
                          : tenant.text()));
      case Binding.None(var tenants) ->
          tenants.include(user.tenant())
              ? Optional.empty()
              : Optional.of(
                  issuerNotAllowed(
                      "Callers of your sign-in may bring no tokens of users of this tenant.",
                      "TENANT_NOT_LISTED"));
    };
  }

  private static Refusal mismatch(String claim) {
    return AccessRefusal.of(
        RefusalCode.CALLER_MISMATCH,
        "The caller token is bound to another user than the one of the subject token. Sign the same"
            + " person in at both: at your sign-in and at Entra.",
        claim,
        "the tid and the oid of the subject token");
  }

  /** No rule at all is {@link ExchangePolicy}'s to refuse. */
  private Optional<Refusal> closed(Subject user, ForeignCaller caller) {
    Optional<AccessRule> rule = rules.of(user.tenant());
    return rule.isEmpty() || letsIn(rule.get(), caller.issuer().name())
        ? Optional.empty()
        : Optional.of(
            issuerNotAllowed(
                "The rule of this user's tenant lets in no callers of your sign-in.",
                "RULE_CLOSED"));
  }

  private static boolean letsIn(AccessRule rule, String issuer) {
    return rule.callerIssuers().isEmpty()
        ? rule.roles().isEmpty() && rule.groups().isEmpty()
        : rule.callerIssuers().contains(issuer);
  }

  private static Refusal issuerNotAllowed(String detail, String reason) {
    return new Refusal(
        RefusalCode.CALLER_ISSUER_NOT_ALLOWED,
        detail + " The operator of the broker decides who may.",
        reason);
  }
}
