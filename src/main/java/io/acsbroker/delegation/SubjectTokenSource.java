package io.acsbroker.delegation;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.EntraToken;
import io.acsbroker.token.TenantId;
import java.util.Optional;

/**
 * Gets subject tokens from Entra on behalf of users who sent none.
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

  /**
   * Forgets a subject token that was got with this caller token and that ACS, or the broker,
   * refuses.
   */
  void forget(EntraToken callerToken, EntraToken subjectToken);

  /**
   * Makes ready what the first request would wait for, and says what stands in its way, for the
   * operator's log. Empty where nothing does.
   */
  default Optional<String> prepare() {
    return Optional.empty();
  }
}
