package io.acsbroker.local.entra;

import io.acsbroker.local.net.LoopbackRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands for a tenant in the path of an authority: its id, its domain, or any tenant's name.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/v2-protocols#endpoints">Endpoints
 *     of the Microsoft identity platform</a>
 */
public record Tenants(Directory directory) {
  private static final Set<String> ANY = Set.of("organizations", "common");

  private static final Pattern ID_OR_DOMAIN =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[^.]+(\\.[^.]+)+");

  /** Why nothing is answered for it, where there is no such tenant; its id, that is, or any. */
  public Optional<EntraRefusal> refusal(String tenant) {
    return known(tenant) ? Optional.empty() : Optional.of(unknown(tenant));
  }

  /** There is no such tenant, or this could be none. */
  static EntraRefusal unknown(String tenant) {
    return ID_OR_DOMAIN.matcher(tenant).matches()
        ? EntraRefusal.unknownTenant("invalid_request", tenant)
        : EntraRefusal.invalidRequest(
            900023,
            "Specified tenant identifier '%s' is neither an id nor a domain.".formatted(tenant));
  }

  boolean known(String tenant) {
    return isAny(tenant) || directory.organisation(tenant).isPresent();
  }

  /** Whether people of all tenants are meant. */
  static boolean isAny(String tenant) {
    return ANY.contains(tenant);
  }

  /** The same request with the tenant's id in its path, where a domain was there. */
  LoopbackRequest byId(LoopbackRequest request) {
    String path = request.path();
    int end = path.indexOf('/', 1);
    if (end < 0) {
      return request;
    }
    return idOf(path.substring(1, end))
        .map(id -> request.at("/" + id + path.substring(end)))
        .orElse(request);
  }

  /** The same address of an endpoint with the tenant's id, where a domain was there. */
  String byId(String address) {
    String[] parts = address.split("/", 5);
    if (parts.length < 5) {
      return address;
    }
    parts[3] = idOf(parts[3]).orElse(parts[3]);
    return String.join("/", parts);
  }

  private Optional<String> idOf(String domain) {
    return directory.organisations().stream()
        .filter(it -> it.domain().equalsIgnoreCase(domain))
        .map(Organisation::tenantId)
        .findFirst();
  }
}
