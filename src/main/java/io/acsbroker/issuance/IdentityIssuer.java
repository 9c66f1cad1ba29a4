package io.acsbroker.issuance;

import io.acsbroker.token.AcsIdentity;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.Person;
import java.util.Optional;

/**
 * Has ACS make and unmake identities of its own, and issue their tokens. Whatever ACS answers, or
 * does not, is a result, never an exception. ACS is asked again where that can help until the
 * deadline at most; one request takes seconds at most, whatever the deadline says. Each call says
 * for which user it is.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/communication/identity/communication-identity">Identity
 *     REST API</a>
 */
public interface IdentityIssuer {
  /**
   * Makes an identity, with a token where one is wished for. Where the answer is lost, ACS may have
   * made one that nobody knows of: it is never asked for a second one then.
   */
  AcsReport<IdentityAnswer> create(Person user, Optional<TokenOptions> options, Deadline deadline);

  /** Issues a token. */
  AcsReport<IdentityAnswer> issue(
      Person user, AcsIdentity identity, TokenOptions options, Deadline deadline);

  /** Makes every token of the identity worthless. */
  AcsReport<IdentityAnswer> revoke(Person user, AcsIdentity identity, Deadline deadline);

  /** Removes the identity, and its tokens with it. */
  AcsReport<IdentityAnswer> delete(Person user, AcsIdentity identity, Deadline deadline);
}
