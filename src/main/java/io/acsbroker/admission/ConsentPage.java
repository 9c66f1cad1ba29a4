package io.acsbroker.admission;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.TenantId;
import java.net.URI;

/**
 * Where an administrator lets the broker's application ask for tokens of ACS on behalf of users.
 *
 * @param authorityHost without a trailing slash
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent#construct-the-url-for-granting-tenant-wide-admin-consent">
 *     The link for tenant-wide admin consent</a>
 */
public record ConsentPage(URI authorityHost, ClientId api) {
  URI of(TenantId tenant) {
    return URI.create(
        authorityHost + "/" + tenant.value() + "/adminconsent?client_id=" + api.value());
  }
}
