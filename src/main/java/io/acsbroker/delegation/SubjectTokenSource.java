package io.acsbroker.delegation;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.ReceivedToken;
import io.acsbroker.token.Subject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

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
   * @param user of the caller token
   * @param budget is taken where this request is the one for which Entra is asked, before it is; it
   *     says for how long the user has to wait, where the user has had too many
   */
  Delegation onBehalfOf(
      ReceivedToken callerToken,
      Subject user,
      Supplier<Optional<Duration>> budget,
      Deadline deadline);

  /** Forgets a subject token that was got with this caller token and that ACS refuses. */
  void forget(ReceivedToken callerToken, ReceivedToken subjectToken);

  /**
   * Keeps a subject token that was got with this caller token, and that is not what Entra was asked
   * for, for no longer than a refusal: after some seconds Entra is asked again.
   */
  void distrust(ReceivedToken callerToken, ReceivedToken subjectToken);

  /**
   * Makes ready what the first request would wait for, and says what stands in its way. Empty where
   * nothing does.
   */
  default Optional<ReadinessProblem> prepare() {
    return Optional.empty();
  }
}
