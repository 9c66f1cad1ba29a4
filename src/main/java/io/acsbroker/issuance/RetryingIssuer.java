package io.acsbroker.issuance;

import io.acsbroker.token.Deadline;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Asks another issuer again where that can help. */
final class RetryingIssuer implements TokenIssuer {
  private final TokenIssuer issuer;
  private final AcsTurns<Issuance> turns;

  /**
   * @param calls a permit for each call to ACS that there may be at once
   */
  RetryingIssuer(TokenIssuer issuer, AcsThrottle throttle, Semaphore calls, RetryPause pause) {
    this.issuer = issuer;
    this.turns = new AcsTurns<>(throttle, calls, pause, why -> why);
  }

  @Override
  public AcsReport<Issuance> issue(IssuanceRequest request, Deadline deadline) {
    return turns.ask(() -> issuer.issue(request, deadline), deadline);
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    return issuer.prepare(deadline);
  }
}
