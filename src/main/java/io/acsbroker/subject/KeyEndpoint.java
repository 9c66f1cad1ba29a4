package io.acsbroker.subject;

import io.acsbroker.token.AllowedTenants;
import io.acsbroker.token.AllowedTenants.AnyOrganisation;
import io.acsbroker.token.AllowedTenants.Listed;
import io.acsbroker.token.TenantId;
import io.acsbroker.token.TokenVersion;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the keys of a token are published: at the tenant's own endpoint where tenants are listed,
 * and for any organisation at the one for all, so that an invented tenant costs nothing.
 */
record KeyEndpoint(String tenant, TokenVersion version) {
  private static final String ORGANIZATIONS = "organizations";

  static KeyEndpoint of(TokenOrigin origin, AllowedTenants tenants) {
    return switch (tenants) {
      case Listed listed -> new KeyEndpoint(origin.tenant().value(), origin.version());
      case AnyOrganisation any -> new KeyEndpoint(ORGANIZATIONS, origin.version());
    };
  }

  /** The endpoints that the first tokens will need; of many tenants, those with the lowest ids. */
  static List<KeyEndpoint> all(AllowedTenants tenants, int most) {
    Stream<String> names =
        switch (tenants) {
          case Listed(var listed) -> listed.stream().map(TenantId::value).sorted();
          case AnyOrganisation any -> Stream.of(ORGANIZATIONS);
        };
    return names
        .flatMap(
            name ->
                Arrays.stream(TokenVersion.values()).map(version -> new KeyEndpoint(name, version)))
        .limit(most)
        .toList();
  }

  boolean isOneTenantsOwn() {
    return !tenant.equals(ORGANIZATIONS);
  }

  URI location(URI authorityHost) {
    String path =
        switch (version) {
          case V1 -> "/discovery/keys";
          case V2 -> "/discovery/v2.0/keys";
        };
    return URI.create(authorityHost + "/" + tenant + path);
  }
}
