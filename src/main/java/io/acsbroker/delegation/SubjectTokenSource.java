package io.acsbroker.delegation;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.TenantId;

/**
 * Where subject tokens come from that nobody sent.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow">The
 *     on-behalf-of flow</a>
 */
public interface SubjectTokenSource {
  /**
   * Gets a token for ACS on behalf of the user of a verified caller token, or remembers one. What
   * Entra refuses and what cannot be had are results, never exceptions. Waits until the deadline at
   * most.
   *
   * @param tenant of the caller token
   */
  Delegation onBehalfOf(EntraToken callerToken, TenantId tenant, Deadline deadline);

  /** Remembers nothing for this caller token any more: what it was good for has been refused. */
  void forget(EntraToken callerToken);
}
