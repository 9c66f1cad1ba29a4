package io.acsbroker.token;

import java.util.Map;
import java.util.Optional;

/** Which rule holds for which tenant. A rule of one tenant never serves another. */
public sealed interface AccessRules {
  /** The tenants whose tokens are verified at all. */
  AllowedTenants tenants();

  /**
   * The rule of an allowed tenant; empty where it has none that could be read, and so no access.
   */
  Optional<AccessRule> of(TenantId tenant);

  /** Which settings the rules are written in: {@code settings}, or {@code policy}, for the log. */
  String origin();

  /** The same rule for every tenant that is allowed. */
  record ForAll(AllowedTenants tenants, AccessRule rule) implements AccessRules {
    @Override
    public Optional<AccessRule> of(TenantId tenant) {
      return tenants.include(tenant) ? Optional.of(rule) : Optional.empty();
    }

    @Override
    public String origin() {
      return "settings";
    }
  }

  /**
   * A rule for each tenant.
   *
   * @param rules empty for a tenant whose rule is broken
   */
  record ForEach(Map<TenantId, Optional<AccessRule>> rules) implements AccessRules {
    public ForEach {
      rules = Map.copyOf(rules);
    }

    @Override
    public AllowedTenants tenants() {
      return new AllowedTenants.Listed(rules.keySet());
    }

    @Override
    public Optional<AccessRule> of(TenantId tenant) {
      return rules.getOrDefault(tenant, Optional.empty());
    }

    @Override
    public String origin() {
      return "policy";
    }
  }
}
