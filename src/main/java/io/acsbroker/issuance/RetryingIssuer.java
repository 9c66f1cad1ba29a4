package io.acsbroker.issuance;

import io.acsbroker.token.Deadline;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Asks another issuer again where that can help. */
final class RetryingIssuer implements TokenIssuer {
  private final TokenIssuer issuer;
  private final AcsTurns<IssuanceReport> turns;

  /**
   * @param calls how many calls to ACS there may be at once
   */
  RetryingIssuer(TokenIssuer issuer, AcsThrottle throttle, int calls, RetryPause pause) {
    this.issuer = issuer;
    this.turns =
        new AcsTurns<>(throttle, new Semaphore(calls, true), pause, IssuanceReport::unasked);
  }

  @Override
  public IssuanceReport issue(TeamsTokenRequest request, Deadline deadline) {
    return turns.ask(() -> issuer.issue(request, deadline), deadline);
  }

  @Override
  public Optional<String> prepare(Deadline deadline) {
    return issuer.prepare(deadline);
  }
}
