package io.acsbroker.subject;

import io.acsbroker.token.CallerIssuer;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.CallerIssuer.Claims;
import io.acsbroker.token.CallerIssuer.Keys;
import io.acsbroker.token.CallerIssuer.ListClaim;
import io.acsbroker.token.CallerIssuer.ScopeClaim;
import io.acsbroker.token.CallerIssuer.TokenType;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.token.ClaimPath;
import io.acsbroker.token.ForeignPerson;
import io.acsbroker.token.SignatureAlgorithm;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Callers of another issuer than Entra for tests of other rooms, which cannot make any: of the
 * issuer {@code https://<name>.example} with the subject {@code sub}, the client {@code spa}, the
 * scope {@code calls}, the role {@code caller} and the group {@code staff}.
 *
 * @param boundTo empty where the issuer's callers are bound to nobody
 */
public record ForeignCallers(CallerIssuer issuer, String sub, Optional<Subject> boundTo) {
  public static final Binding BOUND = new Binding.ToUser(path("/ext/tid"), path("/ext/oid"));

  private static ClaimPath path(String text) {
    return ClaimPath.parse(text).orElseThrow();
  }

  /** An issuer that wants all of that, for all routes. */
  public static CallerIssuer issuer(String name, Binding binding) {
    return issuer(
        name,
        binding,
        Set.of("spa"),
        Set.of("calls"),
        Set.of("caller"),
        Set.of("staff"),
        Set.of(CallerRoute.values()));
  }

  public static CallerIssuer issuer(
      String name,
      Binding binding,
      Set<String> clients,
      Set<String> scopes,
      Set<String> roles,
      Set<String> groups,
      Set<CallerRoute> routes) {
    return new CallerIssuer(
        name,
        "https://" + name + ".example",
        "https://calls.example",
        Set.of(SignatureAlgorithm.RS256),
        Set.of(TokenType.AT_JWT),
        new Keys.Discovered(),
        Duration.ofDays(1),
        new Claims(
            path("sub"),
            Optional.of(path("azp")),
            clients,
            Optional.of(new ScopeClaim(path("scope"), false, scopes)),
            Optional.of(new ListClaim(path("/realm_access/roles"), roles)),
            Optional.of(new ListClaim(path("groups"), groups))),
        Map.of(),
        Optional.empty(),
        binding,
        routes);
  }

  /** What the verifier would say of such a token. */
  public ForeignVerification verification() {
    return new ForeignVerification.Proven(proven());
  }

  /** As the verifier would have made it. */
  public ForeignCaller proven() {
    return new ForeignCaller(
        issuer,
        ForeignPerson.of(issuer.issuer(), sub),
        boundTo,
        Optional.of("spa"),
        Set.of("calls"),
        Set.of("caller"),
        Set.of("staff"),
        Optional.of("jti"),
        0);
  }
}
