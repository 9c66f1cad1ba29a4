package io.acsbroker.token;

import java.util.Optional;
import java.util.Set;

/** Which tenants' users may exchange. Personal Microsoft accounts never may. */
public sealed interface AllowedTenants {
  /** The tenant of all personal Microsoft accounts. */
  TenantId CONSUMERS = new TenantId("9188040d-6c67-4c5b-b112-36a304b66dad");

  /** Whether users of this tenant may exchange their tokens. */
  boolean include(TenantId tenant);

  /** The tenants, where each is named; empty for any organisation. */
  Optional<Set<TenantId>> named();

  /** These tenants and no others. */
  record Listed(Set<TenantId> tenants) implements AllowedTenants {
    public Listed {
      tenants = Set.copyOf(tenants);
    }

    @Override
    public boolean include(TenantId tenant) {
      return tenants.contains(tenant) && !tenant.equals(CONSUMERS);
    }

    @Override
    public Optional<Set<TenantId>> named() {
      return Optional.of(tenants);
    }
  }

  /** Any organisation that Entra knows. */
  record AnyOrganisation() implements AllowedTenants {
    @Override
    public boolean include(TenantId tenant) {
      return !tenant.equals(CONSUMERS);
    }

    @Override
    public Optional<Set<TenantId>> named() {
      return Optional.empty();
    }
  }
}
