package io.acsbroker.issuance;

import io.acsbroker.token.Deadline;

/** Has ACS issue a token. */
public interface TokenIssuer {
  /**
   * Asks ACS, and waits until the deadline at most. Whatever ACS answers, or does not, is a result,
   * never an exception. An interrupted thread gets its result at once.
   */
  IssuanceReport issue(TeamsTokenRequest request, Deadline deadline);
}
