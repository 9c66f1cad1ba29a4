package io.acsbroker.admission;

import io.acsbroker.outcome.Refusal;
import io.acsbroker.outcome.RefusalCode;
import io.acsbroker.outcome.Step;
import io.acsbroker.outcome.Trail;
import io.acsbroker.subject.Caller;
import io.acsbroker.subject.ForeignCaller;
import io.acsbroker.token.CallerIssuer.ListClaim;
import io.acsbroker.token.CallerIssuer.ScopeClaim;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.token.Finding;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which callers of other issuers than Entra may use the broker, as the entry of their issuer says.
 * For whom they may is {@link ForeignSubject}'s to say.
 *
 * @param route what they ask for
 */
public record ForeignCallerPolicy(CallerRoute route) {
  /** Passes the caller on where the entry of its issuer allows it, and refuses it otherwise. */
  Step<Caller> admit(ForeignCaller caller, Trail trail) {
    Optional<Refusal> refusal = refusal(caller);
    Trail known = trail.withCaller(caller);
    return Step.unless(
        refusal, caller, refusal.isEmpty() ? known.admittedBy(grounds(caller)) : known);
  }

  /** What of the entry the user meets, for the log: the entry's own words, never the token's. */
  private static String grounds(ForeignCaller caller) {
    return Stream.of(
            Stream.of("issuer " + caller.issuer().name()),
            met(caller.issuer().claims().roles(), caller.roles()).map(role -> "role " + role),
            met(caller.issuer().claims().groups(), caller.groups()).map(group -> "group " + group))
        .flatMap(part -> part)
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> met(Optional<ListClaim> wanted, Set<String> had) {
    return wanted.stream()
        .flatMap(it -> it.anyOf().stream())
        .filter(had::contains)
        .sorted()
        .limit(1);
  }

  private Optional<Refusal> refusal(ForeignCaller caller) {
    return route(caller)
        .or(() -> client(caller))
        .or(() -> scopes(caller))
        .or(
            () ->
                missing(
                    RefusalCode.CALLER_ROLE_MISSING,
                    "The user has none of the roles that this broker lets in. Whoever runs your"
                        + " sign-in assigns one; then get a new caller token.",
                    caller.issuer().claims().roles(),
                    caller.roles(),
                    "one of " + names(caller.issuer().claims().roles())))
        .or(
            () ->
                missing(
                    RefusalCode.CALLER_GROUP_MISSING,
                    "The user is in none of the groups that this broker lets in; its operator knows"
                        + " which they are. Whoever runs your sign-in adds the user to one; then"
                        + " get a new caller token.",
                    caller.issuer().claims().groups(),
                    caller.groups(),
                    "one of the groups that are allowed"));
  }

  private Optional<Refusal> route(ForeignCaller caller) {
    return caller.issuer().routes().contains(route)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                RefusalCode.CALLER_ISSUER_NOT_ALLOWED,
                switch (route) {
                  case EXCHANGE ->
                      "Callers of your sign-in may not exchange tokens at this broker. Its operator"
                          + " decides who may.";
                  case IDENTITY ->
                      "Callers of your sign-in get no ACS identities from this broker. Its operator"
                          + " decides who does.";
                },
                "ROUTE_NOT_LISTED"));
  }

  private static Optional<Refusal> client(ForeignCaller caller) {
    Set<String> clients = caller.issuer().claims().clients();
    String claim = caller.issuer().claims().client().map(path -> path.text()).orElse("");
    return claim.isEmpty() || caller.clientName().filter(clients::contains).isPresent()
        ? Optional.empty()
        : Optional.of(AccessRefusal.ofCallerClient(claim, caller.clientName().orElse("")));
  }

  private static Optional<Refusal> scopes(ForeignCaller caller) {
    if (caller.issuer().claims().scopes().isEmpty()) {
      return Optional.empty();
    }
    ScopeClaim wanted = caller.issuer().claims().scopes().get();
    Set<String> missing = new TreeSet<>(wanted.required());
    missing.removeAll(caller.scopes());
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            AccessRefusal.of(
                    RefusalCode.INSUFFICIENT_SCOPE,
                    "The caller token lacks a scope that this broker wants. Ask your sign-in for "
                        + String.join(" and ", new TreeSet<>(wanted.required()))
                        + ".",
                    wanted.claim().text(),
                    String.join(" ", new TreeSet<>(wanted.required())))
                .with(Finding.logged("missing " + String.join(" ", missing))));
  }

  private static Optional<Refusal> missing(
      RefusalCode code,
      String detail,
      Optional<ListClaim> wanted,
      Set<String> had,
      String expected) {
    return wanted.isEmpty() || !Collections.disjoint(wanted.get().anyOf(), had)
        ? Optional.empty()
        : Optional.of(AccessRefusal.of(code, detail, wanted.get().claim().text(), expected));
  }

  private static List<String> names(Optional<ListClaim> wanted) {
    return wanted.stream().flatMap(it -> it.anyOf().stream()).sorted().toList();
  }
}
