package io.acsbroker.token;

import java.util.Set;

/** Which tenants' users may exchange. Personal Microsoft accounts never may. */
public sealed interface AllowedTenants {
  /** The tenant of all personal Microsoft accounts. */
  TenantId CONSUMERS = new TenantId("9188040d-6c67-4c5b-b112-36a304b66dad");

  /** These tenants and no others. */
  record Listed(Set<TenantId> tenants) implements AllowedTenants {
    public Listed {
      tenants = Set.copyOf(tenants);
    }
  }

  /** Any organisation that Entra knows. */
  record AnyOrganisation() implements AllowedTenants {}

  /** Whether users of this tenant may exchange their tokens. */
  default boolean include(TenantId tenant) {
    return switch (this) {
      case Listed(Set<TenantId> tenants) -> tenants.contains(tenant) && !tenant.equals(CONSUMERS);
      case AnyOrganisation() -> !tenant.equals(CONSUMERS);
    };
  }
}
