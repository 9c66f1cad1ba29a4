package io.acsbroker.config;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.CallerIssuer.Binding;
import io.acsbroker.token.CallerRoute;
import io.acsbroker.token.ClaimPath;
import io.acsbroker.token.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how the callers of an issuer are bound to the users for whom they come. */
final class IssuerBindingReader {
  private static final String BINDING = "binding";
  private static final String TENANTS = "tenants";
  private static final String TENANT = "tenant";
  private static final String USER = "user";

  private final DocumentObject issuer;
  private final AllowedTenants served;

  /**
   * @param served the tenants that the rules know
   */
  IssuerBindingReader(DocumentObject issuer, AllowedTenants served) {
    this.issuer = issuer;
    this.served = served;
  }

  /**
   * The binding; empty after a problem.
   *
   * @param routes which its callers may take; none where nobody could read them
   */
  Optional<Binding> read(Set<CallerRoute> routes) {
    if (issuer.object().string(BINDING).equals(Optional.of("none"))) {
      return none(routes);
    }
    Optional<DocumentObject> claims = issuer.within(BINDING);
    if (claims.isEmpty()) {
      issuer.problem(BINDING, "must be an object with the claims tenant and user, or none");
      return Optional.empty();
    }
    refuseTenants();
    return toUser(claims.get());
  }

  private Optional<Binding> toUser(DocumentObject claims) {
    claims.refuseMembersBut(List.of(TENANT, USER));
    Optional<ClaimPath> tenant = claims.claim(TENANT);
    Optional<ClaimPath> user = claims.claim(USER);
    if (tenant.isEmpty() || user.isEmpty()) {
      return Optional.empty();
    }
    if (tenant.get().steps().equals(user.get().steps())) {
      claims.problem(USER, "must be another claim than tenant");
    }
    return Optional.of(new Binding.ToUser(tenant.get(), user.get()));
  }

  private Optional<Binding> none(Set<CallerRoute> routes) {
    if (routes.isEmpty()) {
      return Optional.empty();
    }
    if (!routes.contains(CallerRoute.EXCHANGE)) {
      refuseTenants();
      return Optional.of(new Binding.None(new AllowedTenants.Listed(Set.of())));
    }
    if (issuer.object().strings(TENANTS).equals(List.of("*"))
        && issuer.object().stringsAlone(TENANTS).isPresent()) {
      return Optional.of(new Binding.None(served));
    }
    Set<TenantId> tenants =
        issuer.list(
            TENANTS,
            text -> RuleValues.organisation(text).filter(served::include),
            "must be ids (GUIDs) of tenants that the broker serves, or * alone for all of them,"
                + " where binding is none and routes has exchange");
    return Optional.of(new Binding.None(new AllowedTenants.Listed(tenants)));
  }

  private void refuseTenants() {
    if (issuer.has(TENANTS)) {
      issuer.problem(TENANTS, "must be there only where binding is none and routes has exchange");
    }
  }
}
