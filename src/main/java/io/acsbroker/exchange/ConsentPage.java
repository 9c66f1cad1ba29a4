package io.acsbroker.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acsbroker.token.ClientId;
import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.Scope;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where an administrator lets the broker's application ask for tokens of ACS on behalf of users.
 *
 * @param authorityHost without a trailing slash
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-admin-consent">The admin
 *     consent endpoint</a>
 */
public record ConsentPage(
    URI authorityHost, EntraCloud cloud, ClientId api, Set<Scope> requiredScopes) {
  public ConsentPage {
    requiredScopes = Set.copyOf(requiredScopes);
  }

  URI of(TenantId tenant) {
    String scopes =
        requiredScopes.stream()
            .map(scope -> cloud.acsResource() + "/" + scope.value())
            .sorted()
            .collect(Collectors.joining(" "));
    return URI.create(
        authorityHost
            + "/"
            + tenant.value()
            + "/v2.0/adminconsent?client_id="
            + api.value()
            + "&scope="
            + URLEncoder.encode(scopes, UTF_8).replace("+", "%20"));
  }
}
