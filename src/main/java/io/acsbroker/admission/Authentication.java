package io.acsbroker.admission;

import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.Step;
import io.acsbroker.token.Deadline;
import io.acsbroker.token.ReadinessProblem;
import java.util.List;

/** Verifies the tokens of a request, and so finds out for whom it asks ACS for a token. */
public sealed interface Authentication permits DirectAuthentication, CallerAuthentication {
  /**
   * Proves it, waiting for others until the deadline at most; or says why it does not.
   *
   * @param budget is taken before Entra's token endpoint is asked
   */
  Step<ExchangeSubject> authenticate(ExchangeRequest request, Budget budget, Deadline deadline);

  /** Takes note that ACS does not want this subject's token. */
  void refusedByAcs(ExchangeSubject subject);

  /** Makes ready what the first request would wait for, and says all that stands in its way. */
  List<ReadinessProblem> prepare(Deadline deadline);
}
