package io.acsbroker.config;

import io.acsbroker.token.CallerIssuer;
import java.util.List;
import java.util.Optional;

/**
 * How callers prove who they are: with tokens of Entra's, of other issuers, or either.
 *
 * @param entra empty where Entra's tokens are no caller tokens; then there is an issuer
 * @param issuers the others; empty where there are none
 * @param identities how callers get ACS identities of their own; empty where they get none
 */
public record CallerSettings(
    Optional<EntraCallers> entra,
    List<CallerIssuer> issuers,
    Optional<IdentitySettings> identities) {
  public CallerSettings {
    issuers = List.copyOf(issuers);
  }
}
