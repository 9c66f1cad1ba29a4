package io.acsbroker.subject;

import io.acsbroker.token.EntraCloud;
import io.acsbroker.token.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * What a verifier needs to know.
 *
 * @param cloud whose issuers count
 * @param authorityHost where keys are fetched, without a trailing slash
 * @param tenants whose users' tokens count; no request is ever made for another tenant
 * @param clockSkew by how much the clocks of Entra and of this machine may differ
 */
public record EntraVerification(
    EntraCloud cloud, URI authorityHost, Set<TenantId> tenants, Duration clockSkew) {
  public EntraVerification {
    tenants = Set.copyOf(tenants);
  }

  /** Makes the verifier. It fetches no key before the first token needs one. */
  public EntraTokenVerifier verifier(InstantSource clock) {
    return new SignedTokenVerifier(
        tenants,
        new TenantSigningKeys(cloud, authorityHost, clock),
        new ClaimsCheck(cloud, new ValidityCheck(clock, clockSkew)));
  }
}
