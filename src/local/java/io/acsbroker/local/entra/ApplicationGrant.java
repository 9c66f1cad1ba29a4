package io.acsbroker.local.entra;

import io.acsbroker.local.net.CannedAnswer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens of the broker's API for itself, for whoever has its secret, a certificate's key or a token
 * of its identity. Nobody is behind them, and they have no roles: no resource has given it any.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">The
 *     client credentials flow</a>
 */
record ApplicationGrant(EntraEmulator entra, ClientCredentials credentials) {
  static final String GRANT_TYPE = "client_credentials";

  private static final String ALL = "/.default";

  CannedAnswer answer(DelegationRequest request, Instant now) {
    return noTenant(request)
        .or(() -> request.missing("client_id", "scope"))
        .or(() -> request.unknownClient(entra.directory()))
        .or(() -> wrongScope(request.parameter("scope")))
        .or(() -> unproven(request, now))
        .or(() -> unknownResource(request))
        .map(refused -> refused.answer(now))
        .orElseGet(() -> granted(request, now));
  }

  private Optional<EntraRefusal> noTenant(DelegationRequest request) {
    return Tenants.isAny(request.tenantId())
        ? Optional.of(
            EntraRefusal.invalidRequest(
                50059,
                "No tenant-identifying information found in either the request or implied by any"
                    + " provided credentials."))
        : new Tenants(entra.directory()).refusal(request.tenantId());
  }

  private static Optional<EntraRefusal> wrongScope(String scope) {
    return scope.endsWith(ALL) && !scope.contains(" ")
        ? Optional.empty()
        : Optional.of(
            EntraRefusal.invalidRequest(
                    1002012,
                    ("The provided value for scope %s is not valid. Client credential flows must"
                            + " have a scope value with /.default suffixed to the resource"
                            + " identifier (application ID URI).")
                        .formatted(scope))
                .withError("invalid_scope"));
  }

  private Optional<EntraRefusal> unproven(DelegationRequest request, Instant now) {
    boolean nothing =
        request.parameter("client_assertion").isEmpty()
            && request.parameter("client_secret").isEmpty();
    return nothing
        ? Optional.of(
            EntraRefusal.invalidClient(
                7000216,
                "'client_assertion', 'client_secret' or 'request' is required for the"
                    + " 'client_credentials' grant type."))
        : credentials.refusal(request, now);
  }

  private Optional<EntraRefusal> unknownResource(DelegationRequest request) {
    return resource(request).isPresent()
        ? Optional.empty()
        : Optional.of(EntraRefusal.unknownResource(resourceName(request)));
  }

  private Optional<EntraResource> resource(DelegationRequest request) {
    return entra.directory().resource(resourceName(request));
  }

  private static String resourceName(DelegationRequest request) {
    String scope = request.parameter("scope");
    return scope.substring(0, scope.length() - ALL.length());
  }

  private CannedAnswer granted(DelegationRequest request, Instant now) {
    SampleUser anybodyOfTheTenant =
        entra.directory().users().stream()
            .filter(user -> user.organisation().tenantId().equals(request.tenantId()))
            .findFirst()
            .orElseThrow();
    TokenOrder order =
        TokenOrder.forResource(
                anybodyOfTheTenant,
                resource(request).orElseThrow(),
                entra.directory().brokerApi().clientId())
            .withMembership(Membership.NONE);
    Map<String, Object> claims = EntraClaims.ofApplication(entra.directory(), order, now);
    claims.put("appidacr", ClientCredentials.authenticationClass(request));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("token_type", "Bearer");
    body.put("expires_in", order.lifetime().toSeconds());
    body.put("ext_expires_in", order.lifetime().toSeconds());
    body.put("access_token", entra.sign(entra.header(order), claims));
    return CannedAnswer.json(200, body);
  }
}
