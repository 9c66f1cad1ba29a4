package io.acsbroker.issuance;

import io.acsbroker.token.Deadline;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.ReadinessProblem;
import io.acsbroker.token.Subject;
import java.util.Optional;

/** Asks ACS for tokens of users who have been admitted. */
public interface TokenIssuer {
  /**
   * Asks ACS, and waits until the deadline at most. Whatever ACS answers, or does not, is a result,
   * never an exception. An interrupted thread gets its result at once.
   */
  AcsReport<Issuance> issue(IssuanceRequest request, Deadline deadline);

  /**
   * What a request of this user would hear without ACS being asked, because ACS throttles the route
   * or fails whoever asks; empty where ACS is asked.
   */
  default Optional<AcsReport<Issuance>> leftAlone(ExchangeRoute route, Subject user) {
    return Optional.empty();
  }

  /**
   * Makes ready what the first request would wait for, and says what stands in the way: the managed
   * identity without a token, say. Empty where nothing does.
   */
  default Optional<ReadinessProblem> prepare(Deadline deadline) {
    return Optional.empty();
  }
}
