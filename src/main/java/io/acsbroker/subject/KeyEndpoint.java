package io.acsbroker.subject;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.AllowedTenants.AnyOrganisation;
import io.acsbroker.token.AllowedTenants.Listed;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.util.List;

/**
 * Where the keys of a tenant's tokens are published: at the tenant's own endpoint where tenants are
 * listed, and for any organisation at the one for all, so that an invented tenant costs nothing.
 */
record KeyEndpoint(String tenant) {
  private static final String ORGANIZATIONS = "organizations";

  static KeyEndpoint of(TenantId tenant, AllowedTenants tenants) {
    return switch (tenants) {
      case Listed listed -> new KeyEndpoint(tenant.value());
      case AnyOrganisation any -> new KeyEndpoint(ORGANIZATIONS);
    };
  }

  /** The endpoints that the first tokens will need; of many tenants, those with the lowest ids. */
  static List<KeyEndpoint> all(AllowedTenants tenants, int most) {
    return switch (tenants) {
      case Listed(var listed) ->
          listed.stream().map(TenantId::value).sorted().limit(most).map(KeyEndpoint::new).toList();
      case AnyOrganisation any -> List.of(new KeyEndpoint(ORGANIZATIONS));
    };
  }

  boolean isOneTenantsOwn() {
    return !tenant.equals(ORGANIZATIONS);
  }

  /** The v2 address, for v1 tokens too: at the v1 one no key says whose it is. */
  URI location(URI authorityHost) {
    return URI.create(authorityHost + "/" + tenant + "/discovery/v2.0/keys");
  }
}
