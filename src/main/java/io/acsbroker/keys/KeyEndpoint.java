package io.acsbroker.keys;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.ClientId;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of a tenant's tokens are published: at the tenant's own endpoint where tenants are
 * listed, and for any organisation at the one for all, so that an invented tenant costs nothing.
 * The keys of an application's own have an address at each tenant.
 *
 * @param application whose own keys these are; empty for those that sign for any
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc">OpenID
 *     Connect: the parameter {@code appid}</a>
 */
record KeyEndpoint(String tenant, Optional<ClientId> application) {
  private static final String ORGANIZATIONS = "organizations";

  static KeyEndpoint of(TenantId tenant, AllowedTenants tenants) {
    return ofAny(tenants.named().isPresent() ? tenant.value() : ORGANIZATIONS);
  }

  /** Where a tenant publishes the keys with which Entra signs tokens for this application alone. */
  static KeyEndpoint of(TenantId tenant, ClientId application) {
    return new KeyEndpoint(tenant.value(), Optional.of(application));
  }

  private static KeyEndpoint ofAny(String tenant) {
    return new KeyEndpoint(tenant, Optional.empty());
  }

  /** The endpoints that the first tokens will need; of many tenants, those with the lowest ids. */
  static List<KeyEndpoint> all(AllowedTenants tenants, int most) {
    Optional<Set<TenantId>> named = tenants.named();
    return named.isPresent() ? ofEach(named.get(), most) : List.of(ofAny(ORGANIZATIONS));
  }

  private static List<KeyEndpoint> ofEach(Set<TenantId> listed, int most) {
    Set<String> ordered = new TreeSet<>();
    for (TenantId tenant : listed) {
      ordered.add(tenant.value());
    }
    List<KeyEndpoint> endpoints = new ArrayList<>();
    for (String tenant : ordered) {
      if (endpoints.size() < most) {
        endpoints.add(ofAny(tenant));
      }
    }
    return endpoints;
  }

  boolean isOneTenantsOwn() {
    return !tenant.equals(ORGANIZATIONS);
  }

  /** The v2 address, for v1 tokens too: at the v1 one no key says whose it is. */
  URI location(URI authorityHost) {
    String query = application.isPresent() ? "?appid=" + application.get().value() : "";
    return URI.create(authorityHost + "/" + tenant + "/discovery/v2.0/keys" + query);
  }

  /** Whose keys are there, for the operator's log. */
  String owner() {
    return application.isPresent()
        ? "application " + application.get().value() + " in " + tenant
        : tenant;
  }

  /** Where they come from, by this download. */
  KeySource source(URI authorityHost, KeySetDownload download) {
    URI location = location(authorityHost);
    return new KeySource(owner(), location.toString(), () -> download.fetch(location));
  }

  // Written out: what a record has of its own is made at run time, and the first answer waits for
  // it
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyEndpoint it
        && tenant.equals(it.tenant)
        && application.equals(it.application);
  }

  @Override
  public int hashCode() {
    return 31 * tenant.hashCode() + application.hashCode();
  }
}
