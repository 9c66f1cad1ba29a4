package io.acsbroker.exchange;

import io.acsbroker.admission.Budget;
import io.acsbroker.issuance.AcsReport;
import io.acsbroker.issuance.Issuance;
import io.acsbroker.issuance.IssuanceRequest;
import io.acsbroker.outcome.ExchangeSubject;
import io.acsbroker.outcome.ExchangeSubject.Unread;
import io.acsbroker.token.ExchangeRoute;
import io.acsbroker.token.HashKey;
import java.util.concurrent.CompletableFuture;

/**
 * One call to ACS, for all requests that wait for its answer.
 *
 * @param budget of the request for which ACS is asked
 * @param result for all who wait
 */
record SharedCall(
    HashKey key,
    ExchangeRoute route,
    ExchangeSubject subject,
    Budget budget,
    CompletableFuture<IssuanceResult> result) {
  IssuanceRequest request() {
    return new IssuanceRequest(route, subject.token(), subject.client(), subject.subject());
  }

  /** Gives back what the request has paid, where ACS decided nothing about its user. */
  void settle(AcsReport<Issuance> report) {
    if (report.tries() == 0) {
      budget.nobodyAsked();
    } else if (!decided(report)) {
      budget.outage();
    }
  }

  /** An outage, and what the broker got wrong, is no decision about the user. */
  private boolean decided(AcsReport<Issuance> report) {
    Issuance answer = report.answer();
    if (answer instanceof Issuance.Refused refused) {
      // Whatever ACS says of a token that only ACS has read
      return subject instanceof Unread || refused.reason().isOfTheUser();
    }
    return answer instanceof Issuance.Issued;
  }
}
