package io.acsbroker.admission;

import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.UserStanding;
import io.acsbroker.subject.VerifiedToken;
import io.acsbroker.token.AccessRule;
import io.acsbroker.token.AccessRules;
import io.acsbroker.token.AppRole;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.Finding;
import io.acsbroker.token.Scope;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which users and clients with a verified caller token may use the broker.
 *
 * @param rules of the tenants
 * @param api the broker's own application
 * @param scope of that application, which a caller token must have
 */
public record CallerPolicy(AccessRules rules, ClientId api, Scope scope) {
  /** Passes the caller on where the tenant's rule allows it, and refuses it otherwise. */
  Step<VerifiedToken> admit(VerifiedToken caller, Trail trail) {
    Optional<AccessRule> rule = rules.of(caller.subject().tenant());
    Optional<Refusal> refusal =
        rule.isEmpty()
            ? Optional.of(AccessRefusal.tenantMisconfigured())
            : refusal(caller, rule.get());
    Trail known = trail.withCaller(caller);
    Trail admitted =
        rule.filter(any -> refusal.isEmpty())
            .map(it -> known.admittedBy(grounds(caller.standing(), it)))
            .orElse(known);
    return Step.unless(refusal, caller, admitted);
  }

  /** What of the rule the user meets, for the log: the rule's own words, never the token's. */
  private String grounds(UserStanding standing, AccessRule rule) {
    Stream<String> roles =
        rule.roles().stream()
            .filter(standing.roles()::contains)
            .map(role -> "role " + role.value())
            .sorted();
    Stream<String> groups =
        rule.groups().stream()
            .filter(standing.groups()::contains)
            .map(group -> "group " + group.value())
            .sorted();
    return Stream.of(Stream.of(rules.origin()), roles.limit(1), groups.limit(1))
        .flatMap(part -> part)
        .collect(Collectors.joining(", "));
  }

  private Optional<Refusal> refusal(VerifiedToken caller, AccessRule rule) {
    return client(caller, rule)
        .or(() -> scope(caller))
        .or(() -> AccessRefusal.ofGuest(caller, "caller token", rule))
        .or(() -> role(caller.standing(), rule))
        .or(() -> group(caller.standing(), rule));
  }

  private static Optional<Refusal> client(VerifiedToken caller, AccessRule rule) {
    return rule.callerClients().contains(caller.client())
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.ofCallerClient(caller.version().clientClaim(), caller.client().value()));
  }

  private Optional<Refusal> scope(VerifiedToken caller) {
    return caller.scopes().contains(scope)
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.of(
                    RefusalCode.INSUFFICIENT_SCOPE,
                    "The caller token lacks the scope %s of this broker's API. Ask Entra for %s; "
                            .formatted(scope.value(), scope.ofApi(api))
                        + AccessRefusal.CONSENT,
                    "scp",
                    scope.ofApi(api))
                .with(Finding.logged("missing " + scope.value())));
  }

  private static Optional<Refusal> role(UserStanding standing, AccessRule rule) {
    return rule.roles().isEmpty() || !Collections.disjoint(rule.roles(), standing.roles())
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.of(
                RefusalCode.CALLER_ROLE_MISSING,
                "The user has none of the app roles that this broker lets in. An administrator of"
                    + " the tenant that issued the token assigns one at the enterprise application"
                    + " of the broker's API, under Users and groups. Then get a new caller token.",
                "roles",
                "one of " + rule.roles().stream().map(AppRole::value).sorted().toList()));
  }

  private static Optional<Refusal> group(UserStanding standing, AccessRule rule) {
    if (rule.groups().isEmpty() || !Collections.disjoint(rule.groups(), standing.groups())) {
      return Optional.empty();
    }
    return Optional.of(
        standing.groupsOverage()
            ? AccessRefusal.of(
                RefusalCode.CALLER_GROUPS_OVERAGE,
                "The user is in more groups than a token lists, so the broker cannot tell whether"
                    + " one that it lets in is among them. The broker's operator has tokens list"
                    + " only groups that are assigned to the API's enterprise application, and an"
                    + " administrator of the tenant that issued the token assigns one there; or"
                    + " both use app roles. Then get a new caller token.",
                "groups",
                "the user's groups in the token")
            : AccessRefusal.of(
                RefusalCode.CALLER_GROUP_MISSING,
                "The user is in none of the groups that this broker lets in; its operator knows"
                    + " which they are. An administrator of the tenant that issued the token adds"
                    + " the user to one. Then get a new caller token.",
                "groups",
                "one of the groups that are allowed"));
  }
}
